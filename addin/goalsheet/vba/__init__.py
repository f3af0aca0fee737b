"""VBA projects from text: source only, as Microsoft's MS-CFB and MS-OVBA tell writers to, the same bytes every time."""
