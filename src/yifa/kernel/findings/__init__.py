"""The findings desk (程序疑点,待核实): what scans found, what organs reply, what a person decides; nothing is forgotten."""
