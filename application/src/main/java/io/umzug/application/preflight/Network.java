package io.umzug.application.preflight;

import io.umzug.application.host.HostNames;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.Pages;
import java.time.InstantSource;

/** By what machines are asked over the network, without logging in to them. */
public record Network(Listeners listeners, Pages pages, HostNames names, InstantSource clock) {}
