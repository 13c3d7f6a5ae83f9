//! `interleave-bindgen INPUT.wasm OUT_DIR`: the library form of `wasm-bindgen`'s own command, so that the
//! lock file pins its version beside the core's and nothing has to be installed by hand.

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, out_dir] = args.as_slice() else {
        eprintln!("usage: interleave-bindgen INPUT.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    match generate(input, out_dir) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("interleave-bindgen: {message}");
            ExitCode::FAILURE
        }
    }
}

fn generate(input: &str, out_dir: &str) -> Result<(), String> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(input)
        .out_name("interleave")
        .web(true)
        .and_then(|b| b.omit_default_module_path(false).typescript(true).generate(out_dir))
        .map_err(|e| format!("{e:#}"))
}
