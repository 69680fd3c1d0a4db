/**
 * Drives a desktop over RFB, the protocol of VNC, on any byte stream: the VNC server is the action
 * daemon, so no code of ours runs in the desktop. Knows {@code desktop} only.
 *
 * <p>{@code RfbDesktop} is the hands and eyes; {@code StandingConnection} keeps one {@code
 * RfbConnection} standing; that one reads on a thread of its own, paints a {@code Framebuffer}
 * through the {@code Decoder}s and publishes it to the {@code LiveScreen}, where waiters are. A
 * {@code Heartbeat} notices when a server falls silent; what is due at a time is an {@code Alarms}'
 * job. Whatever the server sends is taken as hostile: every length has a bound, and what makes no
 * sense ends the connection with a {@code RfbProtocolException}.
 *
 * <p>Section names in comments are those of the community's “The RFB Protocol”
 * (github.com/rfbproto/rfbproto).
 */
package dev.atelier.desktop.rfb;
