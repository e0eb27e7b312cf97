//! What the application is told, and whether that can be.
//!
//! In: events of the engine. Out: the first thing that does not hold. Not here: what is asked, and when.

use telit_ssl::command::port::TerminalReady;
use telit_ssl::{Engine, Event, Instant, Violation};

use super::super::far_end::FarEnd;
use super::{Application, Ask, shown};

impl Application {
    /// Hears an event.
    pub(in crate::simulation) fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &Engine<B>,
        event: Event<'_>,
        far: &FarEnd,
    ) -> Result<(), String> {
        match event {
            Event::Information(text) => self.information(engine.text(text)),
            Event::Payload(bytes) => self.payload(bytes, far),
            Event::Prompt => match &mut self.open {
                Some(open) if matches!(open.ask, Ask::Send | Ask::Store) => {
                    open.prompted = true;
                    self.next = Some(now);
                    Ok(())
                }
                open => Err(format!("a prompt, and none was asked for: {open:?}")),
            },
            Event::Done => self.done(now, far),
            Event::Connected => {
                let ask = self.end(now, "Connected")?;
                match ask {
                    Ask::Dial => self.connect(far),
                    Ask::GoOnline => {}
                    _ => return Err(format!("connected by {ask:?}")),
                }
                Ok(())
            }
            Event::Suspended => match self.end(now, "Suspended")? {
                Ask::Suspend => Ok(()),
                ask => Err(format!("suspended by {ask:?}")),
            },
            Event::Closed { certain, .. } => {
                self.closed(now, certain, &engine.ended_by().concat(), far)
            }
            Event::Failed { .. } => self.end(now, "Failed").map(|_| ()),
            Event::Attached(_) => match self.end(now, "Attached")? {
                Ask::Attach => {
                    self.attached = true;
                    Ok(())
                }
                ask => Err(format!("attached by {ask:?}")),
            },
            Event::Ready => {
                self.next = Some(now);
                Ok(())
            }
            Event::Violation(Violation::LineTooLong { .. }) => Ok(()),
            Event::Violation(violation) => {
                self.distrust(now);
                if violation == Violation::LinkLost {
                    self.attached = false;
                }
                self.open = None;
                self.pending.clear();
                self.think(now);
                Ok(())
            }
            Event::Remark(_) | Event::Unsolicited(_) | Event::SettingsLost => Ok(()),
            other => Err(format!(
                "an event that the simulation does not know: {other:?}"
            )),
        }
    }

    fn information(&mut self, line: &[u8]) -> Result<(), String> {
        let Some(open) = &self.open else {
            return Err(format!("`{}` answers nothing", line.escape_ascii()));
        };
        if !(open.answers)(line) {
            return Err(format!("`{}` answers {:?}", line.escape_ascii(), open.ask));
        }
        if open.ask == Ask::Receive {
            let text = String::from_utf8_lossy(line);
            let count = text.rsplit([' ', ',', ':']).next().map(str::parse);
            if let Some(Ok(count)) = count {
                self.due = Some((count, 0));
            }
        }
        if open.ask == Ask::ReadPoint
            && let Some(point) = point_of(line)
        {
            let is_known = self.points.is_empty() || self.points.contains(&point);
            if !is_known && self.trusts_settings() {
                return Err(format!(
                    "access point {point} was read; it may be {:?}",
                    self.points
                ));
            }
            self.points = vec![point];
        }
        Ok(())
    }

    /// Whether answers that were read can be held against what was set: not once the line has changed bytes.
    const fn trusts_settings(&self) -> bool {
        self.trusted.is_some()
    }

    fn payload(&mut self, bytes: &[u8], far: &FarEnd) -> Result<(), String> {
        let from = self.heard;
        self.heard += bytes.len();
        if let Some((_, come)) = &mut self.due {
            *come += bytes.len();
        }
        if self.trusted != Some(far.connection()) {
            return Ok(());
        }
        self.judged += u64::try_from(bytes.len()).unwrap_or(0);
        let expected = far.sent().get(from..self.heard);
        if expected == Some(bytes) {
            return Ok(());
        }
        let expected = far.sent().get(from..).unwrap_or(&[]);
        Err(format!(
            "payload `{}` at byte {from}, where the peer sent `{}`",
            shown(bytes, 0),
            shown(expected, 0)
        ))
    }

    fn done(&mut self, now: Instant, far: &FarEnd) -> Result<(), String> {
        match self.end(now, "Done")? {
            Ask::Dial => self.connect(far),
            Ask::SetPoint(point) => self.points = vec![point],
            Ask::SetDtr(mode) => self.dtr_suspends = mode == TerminalReady::Suspends,
            Ask::Close => self.trusted = None,
            Ask::Attach | Ask::Suspend | Ask::GoOnline => {
                return Err("done, where something else ends it".to_owned());
            }
            Ask::Receive => {
                let due = self.due.take();
                if let Some((count, come)) = due.filter(|(count, come)| count != come) {
                    return Err(format!(
                        "{come} bytes were received of {count}, and it is done"
                    ));
                }
            }
            Ask::Plain | Ask::ReadPoint | Ask::Send | Ask::Store | Ask::ReadBack => {}
        }
        Ok(())
    }

    fn closed(
        &mut self,
        now: Instant,
        certain: bool,
        text: &[u8],
        far: &FarEnd,
    ) -> Result<(), String> {
        let trusted = self.trusted == Some(far.connection());
        self.pending.clear();
        // A wish to suspend that met the end of the connection ends with it.
        if self.open.is_some() {
            self.end(now, "Closed")?;
        }
        self.think(now);
        if !trusted {
            return Ok(());
        }
        self.trusted = None;
        let behind = far.sent().get(self.heard..).unwrap_or(&[]);
        // The peer has sent the text and kept silent. Nothing on the wire tells that from an end, and none of it is lost.
        if !certain && !text.is_empty() && behind.starts_with(text) {
            return Ok(());
        }
        if far.is_open() {
            return Err(format!(
                "the connection is open and was said to be closed, certain: {certain}"
            ));
        }
        if !behind.is_empty() {
            let lost = behind.len();
            return Err(format!("{lost} bytes of the peer were lost at its end"));
        }
        Ok(())
    }
}

/// The number of the access point of the first context, if the line is of that; noise may have defined others.
fn point_of(line: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(line).ok()?;
    let (_, behind) = text.strip_prefix("+CGDCONT: 1,")?.split_once("\"apn")?;
    behind.split('"').next()?.parse().ok()
}
