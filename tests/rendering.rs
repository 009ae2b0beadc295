#![cfg(feature="ssr")]
