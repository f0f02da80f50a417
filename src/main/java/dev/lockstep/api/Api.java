package dev.lockstep.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST boundary. */
@ApplicationPath("/api")
public class Api extends Application {}
