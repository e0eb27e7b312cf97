//! at-spec: what generated code is made of, and what a declaration by hand uses.
//!
//! In: bytes and a number that the optimiser cannot know. Out: nothing.

use core::hint::black_box;

use at_parse::{CommandLine, Fault, grammar};
use at_spec::{
    Bare, Cell, Counted, Declaration, Digits, Fields, Form, Host, Information, Limits, Line, Name,
    Names, Printable, ProfileId, Quoted, Range, Ranges, Respelling, Several, SortedNames,
    SubparameterSpec, Writer,
};
use telit_ssl::command::registration::Registration;
use telit_ssl::command::setup::{Configuration, Enable};
use telit_ssl::value::SocketId;
use telit_ssl::{Profile, RawLine};

use crate::rows::{Anybody, Nobody};

static NAMES: SortedNames<{ SortedNames::count(&[&[Name::new("+ONE")]]) }> =
    SortedNames::sorted(&[&[Name::new("+ONE")]]);

pub fn values(input: &[u8], number: u32) {
    let profile = black_box(Profile::G2);
    fields(input, profile.id);
    names(input, &profile);
    texts(input);
    written(input, number, profile.id);
    let limits = Limits {
        range: Some(Range::new(1, i64::from(number))),
        ..Limits::none("any")
    };
    black_box(Limits::check(&limits, profile.id, Some(i64::from(number))).is_ok());
    black_box((
        SubparameterSpec::plain("any"),
        ProfileId::number(ProfileId::new(0)),
    ));
    black_box(Registration::Home.is_registered());
    for known in telit_ssl::profile::ROWS {
        black_box((known.known_of(profile.id), (known.value)(&profile)));
    }
    if let Ok(answer) = Ranges::<Configuration>::read_line(input, profile.id) {
        black_box((answer.check_shape().is_ok(), answer.allowed(input.len())));
        black_box(answer.elements().count());
        if let Ok(enable) = Enable::read_line(input, profile.id) {
            black_box(answer.takes(&enable).is_ok());
        }
    }
    if let Ok(line) = RawLine::read_line(input, profile.id) {
        black_box((
            line.name(),
            RawLine::count(&line),
            line.values().count(),
            RawLine::text(&line),
        ));
    }
}

fn fields(input: &[u8], id: ProfileId) {
    let mut fields = Fields::new(input, input.len(), id);
    black_box((fields.unknown(), fields.is_over(), Fields::profile(&fields)));
    black_box((
        Fields::leading::<u8, u32>(&mut fields),
        Fields::optional::<SocketId>(&mut fields).is_ok(),
        fields.required::<Quoted<Printable<'_>>>().is_ok(),
        fields.required::<Cell>().is_ok(),
    ));
    black_box((
        fields.take(grammar::word).is_ok(),
        fields.malformed(Fault::Missing, 1),
    ));
    if let Ok(Some(several)) = fields.optional::<Several<'_, u8>>() {
        black_box(several.iter().count());
    }
    let Counted(data) = fields
        .counted(Some(&1_u32))
        .ok()
        .flatten()
        .unwrap_or(Counted(&[]));
    black_box(data);
}

fn names(input: &[u8], profile: &Profile) {
    let name = black_box(<Configuration as Declaration>::NAME);
    let respelt = Some(Respelling {
        usual: "#SSLCFG",
        spelling: "#SSLCFG",
    });
    black_box((
        Name::of(&name, profile.id),
        Name::spelling(&name, profile.id, respelt),
        name.spellings().count(),
        name.is(input),
        name.spelling_of(input),
        name.strip(input),
    ));
    black_box(Profile::spelling(profile, &name));
    let names = black_box(Names::of(&NAMES));
    black_box((
        Names::begin(&names, input),
        Names::may_begin(&names, input),
        Names::has(&names, input),
    ));
}

fn texts(input: &[u8]) {
    if let (Ok(printable), Ok(host), Ok(digits)) =
        (Printable::new(input), Host::new(input), Digits::new(input))
    {
        black_box((printable.as_str(), host.bytes(), digits.as_str()));
    }
    black_box(
        Line::new(input)
            .map(|line| Line::bytes(&line).len())
            .is_ok(),
    );
}

fn written(input: &[u8], number: u32, id: ProfileId) {
    let mut room = [0; 40];
    let mut writer = Writer::new(&mut room, id).respelt(None);
    black_box((
        Writer::bytes(&mut writer, input).is_ok(),
        writer.byte(b'x').is_ok(),
        Writer::number(&mut writer, i64::from(number), input.len()).is_ok(),
        writer.open("+ONE", "=").is_ok(),
        writer.open_with_value("+ONE", "=").is_ok(),
        writer.subparameter(&number).is_ok(),
        Writer::leading(&mut writer, Some(&number)).is_ok(),
        Writer::optional::<u8>(&mut writer, None).is_ok(),
    ));
    black_box(writer.subparameter(&Several::new(&[1_u8, 2])).is_ok());
    if let Ok(text) = Printable::new(input) {
        black_box(writer.subparameter(&Bare(text)).is_ok());
    }
    black_box(Writer::spelling(&writer, &<Enable as Declaration>::NAME));
    black_box((
        Writer::profile(&writer),
        writer.is_masked(),
        writer.holds_secret(),
        writer.len(),
        writer.is_empty(),
    ));
    black_box(writer.written());
    let form: Form<'_, Enable> = black_box(Form::Read);
    black_box((
        Form::encode(&form, &mut writer).is_ok(),
        Form::check(&form, id).is_ok(),
        Form::ask(&form, Anybody(&Profile::G2)),
    ));
    Form::visit(&form, &mut Nobody);
    for invocation in CommandLine::find(input).into_iter().flatten() {
        black_box(Form::<'_, Enable>::decode(&invocation, id).is_some());
    }
}
