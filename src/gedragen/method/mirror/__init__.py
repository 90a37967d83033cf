"""What a road came to, beside what was promised: measured from what everybody may know."""
