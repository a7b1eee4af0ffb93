package beholden.server.agency;

import beholden.server.events.AgencyEvent;

/// Event after which an agency is no longer being founded, but at work.
public interface WorkBegan extends AgencyEvent {}
