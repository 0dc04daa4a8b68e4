//! WebDriver BiDi, as far as the tests use it: commands over a WebSocket, and the events that come between the answers.
//!
//! thirtyfour's own client asks for a TLS library even where the driver listens on this machine without TLS.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::failure::{Failure, Step};

/// A connection to a browser.
pub struct Bidi {
    connection: Mutex<Connection>,
}

struct Connection {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    commands: u64,
    /// What came between the answers.
    events: Vec<Value>,
}

impl Bidi {
    /// Connects to the address that the session gave.
    pub async fn connect(address: &str) -> Step<Self> {
        let (socket, _) = connect_async(address).await?;
        Ok(Self { connection: Mutex::new(Connection { socket, commands: 0, events: Vec::new() }) })
    }

    /// Collects events of this name from now on.
    pub async fn follow(&self, event: &str) -> Step {
        self.send("session.subscribe", json!({ "events": [event] })).await?;
        Ok(())
    }

    /// Sends a command and waits for its result.
    pub async fn send(&self, method: &str, parameters: Value) -> Step<Value> {
        self.connection.lock().await.send(method, &parameters).await
    }

    /// The window's only tab.
    pub async fn tab(&self) -> Step<Value> {
        let tree = self.send("browsingContext.getTree", json!({ "maxDepth": 0 })).await?;
        Ok(tree["contexts"][0]["context"].clone())
    }

    /// What the events of this name told since the last call.
    pub async fn events(&self, name: &str) -> Step<Vec<Value>> {
        // What happened before this answer is told before it.
        self.send("session.status", json!({})).await?;
        let events = &mut self.connection.lock().await.events;
        let (asked, others) = std::mem::take(events).into_iter().partition(|event| event["method"] == name);
        *events = others;
        let asked: Vec<Value> = asked;
        Ok(asked.into_iter().map(|mut event| event["params"].take()).collect())
    }
}

impl Connection {
    async fn send(&mut self, method: &str, parameters: &Value) -> Step<Value> {
        self.commands += 1;
        let command = json!({ "id": self.commands, "method": method, "params": parameters });
        self.socket.send(Message::text(command.to_string())).await?;
        while let Some(message) = self.socket.next().await {
            let Message::Text(text) = message? else { continue };
            let answer: Value = serde_json::from_str(&text)?;
            if answer["id"] == self.commands {
                return match &answer["type"] {
                    kind if kind == "success" => Ok(answer["result"].clone()),
                    _ => Err(Failure::new(format!("{method}: {answer}"))),
                };
            }
            if answer["type"] == "event" {
                self.events.push(answer);
            }
        }
        Err(Failure::new(format!("{method}: the browser closed the connection")))
    }
}
