/** Import this before Ink: its colour library looks once, when it is loaded, and tests write to no terminal. */
process.env['FORCE_COLOR'] = '1';
delete process.env['NO_COLOR'];
