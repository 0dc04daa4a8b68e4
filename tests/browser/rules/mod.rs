//! The tests, one file a numbered point of the issue. Each is named after the rule that it protects.

mod accessibility;
mod activity;
mod add_session;
mod calendar;
mod close_and_reopen;
mod csv_files;
mod data_files;
mod drawer;
mod group_by_parent;
mod install;
mod locked_down;
mod offline;
mod options;
mod people_and_roles;
mod plan_year;
mod screens;
mod sessions_page;
mod shell;
mod status_and_trash;
mod storage_faults;
mod timeline;
mod trash;
mod unusual_text;
mod updates;
mod visibility;
