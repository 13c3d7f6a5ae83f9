//! Files: package clause, imports, declarations at top level.

use super::Parser;
use crate::syntax::ast::*;
use crate::syntax::literal::unquote_lossy;
use crate::syntax::token::Token;

const TOP_LEVEL: [Token; 5] = [Token::Import, Token::Const, Token::Type, Token::Var, Token::Func];

impl Parser<'_> {
    /// The whole file; comments are filled in by the caller.
    pub(in crate::syntax) fn file(&mut self) -> File {
        self.next();
        let go_version = crate::syntax::build::go_version(&self.lx.comments);
        self.per_iteration = go_version.map_or(self.lang, |v| v.max(21)) >= 22;
        let mut file = File {
            package: self.blank_ident(self.pos()),
            go_version,
            imports: Vec::new(),
            decls: Vec::new(),
            comments: Vec::new(),
            end: self.lx.pos_of(self.text.len()),
        };
        if !self.got(Token::Package) {
            self.syntax_error("package statement must be first");
            return file;
        }
        file.package = self.name();
        self.want(Token::Semi);
        if self.failed() {
            return file;
        }
        self.top_level(&mut file);
        file
    }

    fn top_level(&mut self, file: &mut File) {
        let mut prev = Token::Import;
        while !self.at(Token::Eof) {
            let tok = self.tok();
            if tok == Token::Import && prev != Token::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            prev = tok;
            match tok {
                Token::Import => {
                    self.next();
                    self.group(|p| {
                        if let Some(import) = p.import_spec() {
                            file.imports.push(import);
                        }
                    });
                }
                Token::Const | Token::Type | Token::Var => {
                    let decl = self.decl();
                    file.decls.push(decl);
                }
                Token::Func => {
                    let decl = self.func_decl();
                    file.decls.push(Decl::Func(Box::new(decl)));
                }
                _ => {
                    let after_signature =
                        matches!(file.decls.last(), Some(Decl::Func(f)) if f.body.is_none());
                    if tok == Token::Lbrace && after_signature {
                        self.syntax_error("unexpected semicolon or newline before {");
                    } else {
                        self.syntax_error("non-declaration statement outside function body");
                    }
                    self.skip_to(&TOP_LEVEL);
                    continue;
                }
            }
            if !self.at(Token::Eof) && !self.got(Token::Semi) {
                self.syntax_error("after top level declaration");
                self.skip_to(&TOP_LEVEL);
            }
        }
    }

    /// One spec, or several in parentheses.
    pub(super) fn group(&mut self, mut spec: impl FnMut(&mut Self)) {
        if self.got(Token::Lparen) {
            self.list("grouped declaration", Token::Semi, Token::Rparen, |p| {
                spec(p);
                false
            });
        } else {
            spec(self);
        }
    }

    fn import_spec(&mut self) -> Option<Import> {
        let pos = self.pos();
        let name = match self.tok() {
            Token::Name => Some(self.name()),
            Token::Dot => {
                let name = self.symbols.intern(".");
                self.next();
                Some(Ident { id: self.new_id(), name, pos })
            }
            _ => None,
        };
        let path_pos = self.pos();
        if !self.at(Token::Literal) {
            self.syntax_error("missing import path; require quoted string");
            self.skip_to(&[Token::Semi, Token::Rparen]);
            return None;
        }
        let (raw, kind, bad) = (self.lx.lit(), self.lx.kind, self.lx.bad);
        self.next();
        if bad {
            return None;
        }
        if kind != LitKind::String {
            self.syntax_error_at(path_pos, "import path must be a string");
            return None;
        }
        Some(Import { name, path: unquote_lossy(raw), path_pos, pos, id: self.new_id() })
    }
}
