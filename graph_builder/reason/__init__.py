"""What follows from what was written: the closure that queries need, and OWL consistency."""
