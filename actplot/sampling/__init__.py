"""From a function to what is drawn of it: Bezier pieces, corners, jumps, gaps."""
