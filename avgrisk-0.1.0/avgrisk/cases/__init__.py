"""What happened: the case base, replays, what-ifs, similar cases, coding by hand."""
