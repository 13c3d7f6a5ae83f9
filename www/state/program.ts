/** The text on the left: what it is called, where it came from, and the way back. */
export interface Program {
  /** File name in messages and in the header. */
  file: string
  /** Title and group in the menu; a program of the reader's own has only a title. */
  title: string
  group: string
  /** Id of the lesson that it began as, empty for the reader's own. */
  lesson: string
  /** What a lesson's reader may look for or try. */
  look: string
  text: string
  /** The text that it began with. */
  original: string
  /** Under which the reader's changes are kept. */
  key: string
}

/** A program from the light DOM, an attribute or a link. */
export function ownProgram(text: string, file = 'main.go', title = 'Your program'): Program {
  return { file, title, group: '', lesson: '', look: '', text, original: text, key: `own:${textHash(text)}` }
}

/** What a reader sees first when nothing else is asked for. */
export const HELLO = `package main

import "fmt"

func main() {
	fmt.Println("hello")
}
`

/** Short and stable name of a text (FNV-1a, 53 bits are plenty for a key). */
export function textHash(text: string): string {
  let hi = 0x811c9dc5
  let lo = 0xcbf29ce4
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hi = Math.imul(hi ^ unit, 0x01000193)
    lo = Math.imul(lo ^ unit, 0x01000197)
  }
  return ((hi >>> 0).toString(36) + (lo >>> 0).toString(36)).slice(0, 12)
}
