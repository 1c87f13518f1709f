/** A sentence of notes with where it stands, and what stood before it in its line. */
export interface Sentence {
  /** As written, without its bullet. */
  text: string
  /** Its line had a bullet, a number or a box before it. */
  isListed: boolean
  /** The box before it: empty or ticked; null without one. */
  box: 'empty' | 'ticked' | null
  /** Stands alone under a heading such as "Action items". */
  isUnderTasks: boolean
}

const BULLET = /^\s{0,40}(?:[-*+•–—▪◦]|\(?\d{1,3}[.)])\s+/
/** Also as programs that take notes draw them. */
const BOX = /^\s{0,40}(?:\[([ xX✓✔]?)\]|([☐□◻])|([☑☒✅✓✔]))\s*/u
const HEADING =
  /^(?:#{1,6}\s+)?(?:\*\*)?(action (?:items?|points?)|actions?|to[ -]?dos?|tasks?|next steps?|follow[- ]?ups?|who does what|aufgaben|nächste schritte|offene punkte|maßnahmen|wer macht was)(?:\*\*)?\s*:?(?:\*\*)?\s*$/i
const OTHER_HEADING = /^(?:#{1,6}\s+\S|.{1,60}:\s*$)/
/** What somebody else said or wrote is not asked of us. */
const QUOTED = /^\s{0,40}>/
const FENCE = /^\s{0,40}```/
const MOST_SIGNS = 600

/** The end of a sentence; a dot within "3.5", after "St" or in “10. Dezember” is none. */
const END =
  /(?<=[\p{L}\p{N})\]”"’']{2}[.!?;])\s+(?!(?<=\d\.\s)(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b)(?=[\p{Lu}@[“"]|\d{1,2}\)\s)/u

interface Line {
  rest: string
  isListed: boolean
  box: Sentence['box']
}

function lineOf(line: string): Line {
  const unlisted = line.replace(BULLET, '')
  const box = BOX.exec(unlisted)
  const isTicked = box?.[3] !== undefined || (box?.[1] ?? '').trim() !== ''
  return {
    rest: (box ? unlisted.slice(box[0].length) : unlisted).trim(),
    isListed: box !== null || unlisted !== line,
    box: box ? (isTicked ? 'ticked' : 'empty') : null,
  }
}

interface Place {
  isUnderTasks: boolean
  isCode: boolean
}

/** What a line is besides sentences: it changes where the lines behind it stand. */
function placeAfter({ rest, isListed }: Line, line: string, place: Place): Place | null {
  if (FENCE.test(line)) return { ...place, isCode: !place.isCode }
  if (place.isCode || QUOTED.test(line)) return place
  if (isListed) return null
  if (HEADING.test(rest)) return { ...place, isUnderTasks: true }
  return OTHER_HEADING.test(rest) ? { ...place, isUnderTasks: false } : null
}

const partsOf = ({ rest, box }: Line): string[] =>
  box === null ? rest.split(END).map((part) => part.replace(BULLET, '')) : [rest]

/** The sentences of notes, in their order. Quoted lines, code and headings are left out; linear in the length of the text. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  let place: Place = { isUnderTasks: false, isCode: false }
  for (const whole of text.split(/\r\n?|\n/)) {
    const line = lineOf(whole.slice(0, MOST_SIGNS * 4))
    const next = placeAfter(line, whole, place)
    if (next) {
      place = next
      continue
    }
    const { isListed, box } = line
    for (const part of partsOf(line))
      if (part !== '')
        found.push({
          text: part.slice(0, MOST_SIGNS),
          isListed,
          box,
          isUnderTasks: place.isUnderTasks && isListed,
        })
  }
  return found
}
