//! A small load generator: threads with one kept-alive HTTP/1.1 connection each. It takes little
//! of the cores that it shares with the server.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

const PATIENCE: Duration = Duration::from_secs(10);

pub struct Target {
    /// On 127.0.0.1.
    pub port: u16,
    pub path: String,
}

pub struct Report {
    pub requests_per_second: f64,
    pub median_ms: f64,
    /// 99 of 100 answers came within it.
    pub p99_ms: f64,
    pub body_bytes: usize,
}

/// Asks for `target` on `connections` at once for `time`.
///
/// # Errors
/// When a connection breaks, or an answer is not 200.
pub fn load(target: &Target, time: Duration, connections: usize) -> Result<Report> {
    let start = Instant::now();
    let end = start + time;
    let body_bytes = Connection::open(target.port)?.ask(&target.path)?;
    let latencies: Result<Vec<Vec<Duration>>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|_| {
                scope.spawn(|| {
                    let mut connection = Connection::open(target.port)?;
                    let mut latencies = Vec::new();
                    let mut last = Instant::now();
                    while last < end {
                        connection.ask(&target.path)?;
                        let now = Instant::now();
                        latencies.push(now - last);
                        last = now;
                    }
                    Ok(latencies)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| bail!("a loading thread panicked"))
            })
            .collect()
    });
    let elapsed = start.elapsed();
    let mut latencies: Vec<Duration> = latencies?.concat();
    latencies.sort();
    Ok(Report {
        requests_per_second: f64::from(u32::try_from(latencies.len())?) / elapsed.as_secs_f64(),
        median_ms: percentile_ms(&latencies, 50),
        p99_ms: percentile_ms(&latencies, 99),
        body_bytes,
    })
}

/// Asks for one path after the other on one connection, `rounds` times; how long each answer took, the fastest
/// first.
///
/// # Errors
/// When the connection breaks, or an answer is not 200.
pub fn latencies(port: u16, paths: &[String], rounds: usize) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(port)?;
    let mut latencies = Vec::with_capacity(paths.len() * rounds);
    for path in std::iter::repeat_n(paths, rounds).flatten() {
        let start = Instant::now();
        connection.ask(path)?;
        latencies.push(start.elapsed());
    }
    latencies.sort();
    Ok(latencies)
}

/// The answer to one request as text.
///
/// # Errors
/// When it does not come, or is not 200 and UTF-8.
pub fn text(port: u16, path: &str) -> Result<String> {
    let mut connection = Connection::open(port)?;
    connection.ask(path)?;
    Ok(String::from_utf8(connection.body)?)
}

/// Of a sorted list.
pub fn percentile_ms(sorted: &[Duration], percent: usize) -> f64 {
    sorted
        .get(sorted.len().saturating_sub(1) * percent / 100)
        .map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

struct Connection {
    reader: BufReader<TcpStream>,
    port: u16,
    line: String,
    body: Vec<u8>,
}

impl Connection {
    fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            reader: BufReader::new(stream),
            port,
            line: String::new(),
            body: Vec::new(),
        })
    }

    /// One request and its whole answer; the size of the body.
    fn ask(&mut self, path: &str) -> Result<usize> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUser-Agent: conglang-bench\r\n\r\n",
            self.port
        );
        self.reader.get_mut().write_all(request.as_bytes())?;
        self.read_line()?;
        if self.line.split(' ').nth(1) != Some("200") {
            bail!("the server answered {}", self.line);
        }
        let (mut length, mut chunked) = (None, false);
        loop {
            self.read_line()?;
            if self.line.is_empty() {
                break;
            }
            let Some((name, value)) = self.line.split_once(':') else {
                continue;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse()?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
        }
        if !chunked {
            let length = length.context("the answer has no length")?;
            self.read_bytes(length)?;
            return Ok(length);
        }
        let mut total = 0;
        loop {
            self.read_line()?;
            let size = self.line.split(';').next().unwrap_or_default();
            let size = usize::from_str_radix(size, 16).context("a chunk has no size")?;
            self.read_bytes(size)?;
            self.read_line()?;
            if size == 0 {
                return Ok(total);
            }
            total += size;
        }
    }

    fn read_line(&mut self) -> Result<()> {
        self.line.clear();
        if self.reader.read_line(&mut self.line)? == 0 {
            bail!("the server closed the connection");
        }
        self.line.truncate(self.line.trim_end().len());
        Ok(())
    }

    fn read_bytes(&mut self, count: usize) -> Result<()> {
        self.body.resize(count, 0);
        Ok(self.reader.read_exact(&mut self.body)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_taken_from_the_sorted_list() {
        let sorted: Vec<Duration> = (1..=101).map(Duration::from_millis).collect();
        assert!((percentile_ms(&sorted, 99) - 100.0).abs() < 1e-9);
        assert!((percentile_ms(&sorted, 50) - 51.0).abs() < 1e-9);
        assert!(percentile_ms(&[], 99).abs() < 1e-9);
    }
}
