package dev.atelier.desktop;

import java.util.Optional;

/**
 * What desktops are made with.
 *
 * @param engine its product and version
 * @param image the name of the desktop image
 * @param imageId of that image, and when it was built; empty while it is missing
 */
public record EngineVersion(
    String engine, String image, Optional<String> imageId, Optional<String> imageMadeAt) {}
