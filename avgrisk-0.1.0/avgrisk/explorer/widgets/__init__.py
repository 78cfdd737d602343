"""What every screen of widgets shares."""
