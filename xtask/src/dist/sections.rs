//! What a WebAssembly module takes from its surroundings and gives to them, by name; names can be shortened, exports dropped,
//! functions named.
//!
//! Only the sections of imports, exports and code are read; all others are passed on as they are.

use crate::failure::{Failure, Result};

const PREAMBLE: usize = 8;
const CUSTOM: u8 = 0;
/// The section in which the app's crates tell wasm-bindgen what they export and import.
const BINDINGS: &str = "__wasm_bindgen_unstable";
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;
/// The section that names functions, and the part of it that does.
const NAMES: &str = "name";
const FUNCTION_NAMES: u8 = 1;
/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// A module, by its sections.
pub struct Module {
    preamble: Vec<u8>,
    sections: Vec<(u8, Vec<u8>)>,
}

/// An import or export: its names, and what follows them in the section.
struct Entry<'a> {
    names: Vec<&'a str>,
    rest: &'a [u8],
}

impl Module {
    /// Reads the bytes of a module.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader(bytes);
        let preamble = reader.take(PREAMBLE)?.to_vec();
        let mut sections = Vec::new();
        while !reader.0.is_empty() {
            let id = reader.byte()?;
            let length = reader.number()?;
            sections.push((id, reader.take(length)?.to_vec()));
        }
        Ok(Self { preamble, sections })
    }

    /// The bytes of the module.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.preamble.clone();
        for (id, content) in &self.sections {
            bytes.push(*id);
            write_number(content.len(), &mut bytes);
            bytes.extend_from_slice(content);
        }
        bytes
    }

    /// The imports, each by the name of its module and its own.
    pub fn imports(&self) -> Result<Vec<(String, String)>> {
        let entries = self.entries(IMPORTS)?;
        Ok(entries.iter().map(|entry| (entry.names[0].to_owned(), entry.names[1].to_owned())).collect())
    }

    /// The names of the exports.
    pub fn exports(&self) -> Result<Vec<String>> {
        Ok(self.entries(EXPORTS)?.iter().map(|entry| entry.names[0].to_owned()).collect())
    }

    /// The functions that are not imported, each as its locals and its code.
    pub fn functions(&self) -> Result<Vec<&[u8]>> {
        let mut reader = Reader(self.section(CODE));
        let count = reader.number()?;
        (0..count)
            .map(|_| {
                let length = reader.number()?;
                reader.take(length)
            })
            .collect()
    }

    /// Names the functions that are not imported.
    pub fn name_functions(&mut self, names: &[String]) -> Result<()> {
        let imported = self.entries(IMPORTS)?.iter().filter(|entry| entry.rest.first() == Some(&FUNCTION)).count();
        let mut named = Vec::new();
        write_number(names.len(), &mut named);
        for (place, name) in names.iter().enumerate() {
            write_number(imported + place, &mut named);
            write_name(name, &mut named);
        }
        let mut section = Vec::new();
        write_name(NAMES, &mut section);
        section.push(FUNCTION_NAMES);
        write_number(named.len(), &mut section);
        section.append(&mut named);
        self.sections.push((CUSTOM, section));
        Ok(())
    }

    /// Drops the exports that are not to be kept. What only they needed an optimiser can then find unused.
    pub fn keep_exports(&mut self, keep: impl Fn(&str) -> bool) -> Result<()> {
        self.rewrite(EXPORTS, |names| keep(names[0]).then(|| vec![names[0].to_owned()]))
    }

    /// Gives the exports other names.
    pub fn rename_exports(&mut self, rename: impl Fn(&str) -> String) -> Result<()> {
        self.rewrite(EXPORTS, |names| Some(vec![rename(names[0])]))
    }

    /// Gives the imports other names: that of the module and their own.
    pub fn rename_imports(&mut self, rename: impl Fn(&str, &str) -> (String, String)) -> Result<()> {
        self.rewrite(IMPORTS, |names| {
            let (module, name) = rename(names[0], names[1]);
            Some(vec![module, name])
        })
    }

    /// Drops what a source module exports to scripts: its exports, whose names hold `export`, and what tells wasm-bindgen
    /// of them.
    pub fn drop_bindings(&mut self, source: &str, export: &str) -> Result<()> {
        self.keep_exports(|name| !name.contains(export))?;
        for (id, content) in &mut self.sections {
            let mut reader = Reader(content);
            if *id != CUSTOM || reader.name()? != BINDINGS {
                continue;
            }
            // Two texts with their lengths for each piece of source: versions, and what is exported and imported.
            let mut kept = content[..content.len() - reader.0.len()].to_vec();
            while !reader.0.is_empty() {
                let before = reader.0;
                reader.counted()?;
                let program = reader.counted()?;
                if !program.windows(source.len()).any(|part| part == source.as_bytes()) {
                    kept.extend_from_slice(&before[..before.len() - reader.0.len()]);
                }
            }
            *content = kept;
        }
        Ok(())
    }

    fn section(&self, id: u8) -> &[u8] {
        self.sections.iter().find(|(known, _)| *known == id).map_or(&[0], |(_, content)| content)
    }

    fn entries(&self, id: u8) -> Result<Vec<Entry<'_>>> {
        let mut reader = Reader(self.section(id));
        let count = reader.number()?;
        (0..count).map(|_| if id == IMPORTS { reader.import() } else { reader.export() }).collect()
    }

    fn rewrite(&mut self, id: u8, names: impl Fn(&[&str]) -> Option<Vec<String>>) -> Result<()> {
        let mut content = Vec::new();
        let mut count = 0;
        for entry in self.entries(id)? {
            if let Some(names) = names(&entry.names) {
                count += 1;
                for name in names {
                    write_name(&name, &mut content);
                }
                content.extend_from_slice(entry.rest);
            }
        }
        let mut section = Vec::new();
        write_number(count, &mut section);
        section.append(&mut content);
        if let Some((_, old)) = self.sections.iter_mut().find(|(known, _)| *known == id) {
            *old = section;
        }
        Ok(())
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for place in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Failure::new("a number in a wasm module has more than 32 bits"))
    }

    /// Bytes behind their number in four bytes.
    fn counted(&mut self) -> Result<&'a [u8]> {
        let length = self.take(4)?.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte));
        self.take(length)
    }

    fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        str::from_utf8(self.take(length)?).map_err(Failure::while_doing("a name in a wasm module"))
    }

    fn export(&mut self) -> Result<Entry<'a>> {
        let names = vec![self.name()?];
        let before = self.0;
        self.byte()?;
        self.number()?;
        Ok(Entry { names, rest: &before[..before.len() - self.0.len()] })
    }

    fn import(&mut self) -> Result<Entry<'a>> {
        let names = vec![self.name()?, self.name()?];
        let before = self.0;
        match self.byte()? {
            FUNCTION => drop(self.number()?),
            1 => {
                self.reference_type()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => {
                self.reference_type()?;
                self.byte()?;
            }
            4 => {
                self.byte()?;
                self.number()?;
            }
            kind => return Err(Failure::new(format!("a wasm module has an import of the unknown kind {kind}"))),
        }
        Ok(Entry { names, rest: &before[..before.len() - self.0.len()] })
    }

    /// One byte for the types that have a short form, two for the others (`ref null extern`).
    fn reference_type(&mut self) -> Result<()> {
        if matches!(self.byte()?, 0x63 | 0x64) {
            self.number()?;
        }
        Ok(())
    }

    fn limits(&mut self) -> Result<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}

fn cut_off() -> Failure {
    Failure::new("a wasm module ends within a section")
}

fn write_name(name: &str, bytes: &mut Vec<u8>) {
    write_number(name.len(), bytes);
    bytes.extend_from_slice(name.as_bytes());
}

fn write_number(mut number: usize, bytes: &mut Vec<u8>) {
    loop {
        // Seven bits at a time; the mask makes the cast exact.
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::{Module, write_number};

    /// A module that imports the function `a.bc` and a memory `a.m`, and exports them as `run` and `memory`.
    const SMALL: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x0f\x02\x01a\x02bc\0\0\x01a\x01m\x02\0\x01\
        \x07\x10\x02\x03run\0\0\x06memory\x02\0";

    #[test]
    fn what_is_not_renamed_stays_as_it_is() {
        let module = Module::read(SMALL).unwrap();
        assert_eq!(module.bytes(), SMALL);
        assert_eq!(module.imports().unwrap(), [("a", "bc"), ("a", "m")].map(|(m, n)| (m.to_owned(), n.to_owned())));
        assert_eq!(module.exports().unwrap(), ["run", "memory"]);
    }

    #[test]
    fn names_change_and_exports_go_while_the_rest_stays() {
        let mut module = Module::read(SMALL).unwrap();
        module.keep_exports(|name| name == "memory").unwrap();
        module.rename_exports(|name| name[..1].to_owned()).unwrap();
        module.rename_imports(|module, name| (module.to_owned(), format!("{name}{name}"))).unwrap();
        let module = Module::read(&module.bytes()).unwrap();
        assert_eq!(module.exports().unwrap(), ["m"]);
        assert_eq!(module.imports().unwrap()[0].1, "bcbc");
    }

    #[test]
    fn bindings_of_a_source_go_with_its_exports() {
        let pieces = [b"\x01\0\0\0v\x04\0\0\0mine", b"\x01\0\0\0v\x04\0\0\0else"];
        let section = [b"\x17__wasm_bindgen_unstable".as_slice(), pieces[0], pieces[1]].concat();
        let length = u8::try_from(section.len()).unwrap();
        let bytes = [SMALL, [0, length].as_slice(), section.as_slice()].concat();
        let mut module = Module::read(&bytes).unwrap();
        module.drop_bindings("else", "ru").unwrap();
        assert_eq!(module.exports().unwrap(), ["memory"]);
        assert!(module.bytes().ends_with(pieces[0]));
    }

    #[test]
    fn functions_are_numbered_behind_those_that_are_imported() {
        let bytes = [SMALL, b"\x0a\x07\x02\x02\0\x0b\x02\0\x0b"].concat();
        let mut module = Module::read(&bytes).unwrap();
        assert_eq!(module.functions().unwrap(), [b"\0\x0b", b"\0\x0b"]);
        module.name_functions(&["x".to_owned(), "yy".to_owned()]).unwrap();
        assert!(module.bytes().ends_with(b"\0\x0f\x04name\x01\x08\x02\x01\x01x\x02\x02yy"));
    }

    #[test]
    fn a_module_that_is_cut_off_is_refused() {
        assert!(Module::read(&SMALL[..SMALL.len() - 1]).is_err());
    }

    #[test]
    fn numbers_are_written_in_groups_of_seven_bits() {
        let mut bytes = Vec::new();
        write_number(300, &mut bytes);
        assert_eq!(bytes, [0xac, 0x02]);
    }
}
