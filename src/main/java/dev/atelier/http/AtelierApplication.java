package dev.atelier.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves every resource of the rooms at the root of the origin. */
@ApplicationScoped
@ApplicationPath("/")
public class AtelierApplication extends Application {}
