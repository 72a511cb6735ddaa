-- The sign-in library only opens sessions. Without the right to change them, its login cannot give a session that showed
-- a second factor to somebody else; ending them is app_gate.end_sessions().

set local role app_owner;

revoke update, delete on auth.session from auth_login;
