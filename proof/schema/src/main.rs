//! Proof: a document is what its JSON Schema says.
//!
//! In: the path of the schema, JSON on standard input. Out: exit code 0, or every place that is wrong. Not here:
//! whether the schema says enough; a document with a field taken away must fail, which is tried first.

use std::process::ExitCode;

use jsonschema::Validator;
use serde_json::Value;

fn main() -> ExitCode {
    let path = std::env::args().nth(1).expect("the path of the schema");
    let schema = std::fs::read_to_string(path).expect("the schema can be read");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let document: Value = serde_json::from_reader(std::io::stdin()).expect("the document is JSON");
    for damage in damages(&document) {
        assert!(
            !validator.is_valid(&damage),
            "the schema lets anything pass"
        );
    }
    report(&validator, &document)
}

fn report(validator: &Validator, document: &Value) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for error in validator.iter_errors(document) {
        eprintln!("{}: {error}", error.instance_path());
        code = ExitCode::FAILURE;
    }
    code
}

/// The document, damaged in ways that must be seen.
fn damages(document: &Value) -> [Value; 3] {
    let [mut version, mut surplus, mut missing] = [(); 3].map(|()| document.clone());
    version["version"] = 2.into();
    surplus["families"][0]["commands"][0]["surprise"] = true.into();
    if let Some(fields) = missing["families"][0]["commands"][0]["forms"]["set"].as_object_mut() {
        fields.remove("provenance");
    }
    [version, surplus, missing]
}
