//! Every part of the kit on a page: `cargo run -p web --example gallery`.
#![allow(clippy::print_stdout, reason = "it says where it listens")]

mod pages;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        println!("http://127.0.0.1:{port}/");
        axum::serve(listener, pages::gallery(port)).await?;
        Ok(())
    })
}
