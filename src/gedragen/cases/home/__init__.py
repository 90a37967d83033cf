"""What a page about the whole case shows: home, welcome, process, public."""
