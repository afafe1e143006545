"""Where people, seen-marks and messages on their way are kept. The only room that speaks SQL."""
