"""The workshop planned, rehearsed and looked back on, on screen."""
