/** Values of input fields, by field and value, with what people say for them: `{ priority: { high: ['urgent'] } }`. */
export type FieldWords = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** Sentences that say something of the input by themselves: "start {id}" moves a task to "doing". */
export interface SettingPhrases {
  set: Readonly<Record<string, unknown>>
  say: readonly string[]
}

/** What an answer is told as. */
export interface ToldAnswer {
  text: string
  /** The rows it shows, in its order, for "the second one" and "it". */
  shown?: readonly { id: string; name: string }[]
}

/** Fields of the rows of an answer by which people compare them. */
export interface Measures {
  /** An amount: "the biggest", "how much is that in all?" */
  size?: string
  /** The day it is of: "the oldest". */
  age?: string
  /** The day it is needed on: "the earliest". */
  due?: string
}

/** What is put before a person: the input, and how its ids and days are called. */
export interface Proposal {
  input: Readonly<Record<string, unknown>>
  /** The words for the value of a field: the title behind an id, "Monday 23 November" for a day. */
  named: (field: string) => string
}

/**
 * How people ask for one act. A sentence holds the names of input fields in braces where their values stand, and
 * alternatives in parentheses: "remind me to {title} {dueOn}", "(show|list) (my|) open tasks".
 */
export interface ActPhrases {
  say: readonly string[]
  setting?: readonly SettingPhrases[]
  /** Parts of sentences that may stand beside any of the others: "tagged {tag}", "for {assigneeId}". */
  beside?: readonly string[]
  /** Sentences that sound alike and mean something else. */
  not?: readonly string[]
  /** Words for values of this act's own fields, beside those of the module. */
  words?: FieldWords
  /** Text fields that are taken as they were said, with the days and names in them. */
  asSaid?: readonly string[]
  /** What it makes of its row: an act beside it that sets the same of that row says so once more. */
  sets?: Readonly<Record<string, unknown>>
  /** Texts that are said beside one of these words, or in quotes: without one, what is left of a sentence is none. */
  cues?: Readonly<Record<string, readonly string[]>>
  /** A text that is the whole request where any of it was said: the act reads the sentence itself. */
  whole?: string
  /** Whether such a sentence asks for this act in whatever words: its own reader finds in it all that it needs. */
  reads?: (text: string, clock: { now: Date; timeZone: string }) => boolean
  /** Which rows an id of this act can mean, as input of the list that finds them: `{ removed: true }`. */
  among?: Readonly<Record<string, unknown>>
  /** Which rows are meant where all of some are to be changed, unless something else was said of that: `{ status: 'open' }`. */
  ofAll?: Readonly<Record<string, unknown>>
  /** It asks for what has been: "October" is the last one. */
  looksBack?: boolean
  /** Days that lie behind now as often as ahead: of "dated 18 November" the nearest is meant. */
  near?: readonly string[]
  /** It has something done again and again by itself: “every Monday” is part of its input, and no wish for a workflow. */
  recurs?: boolean
  /**
   * Asked for nearly as an example says it, it answers before the organization's own data does: once there are rows of this kind,
   * and unless one of these words says that the data is meant.
   */
  beforeData?: { withRows: string; unless: readonly string[] }
  /**
   * The field for a kind of rows that the organization made itself. Called by its very name, it goes before what another part does
   * with rows of its own that people call so as well.
   */
  ofKind?: string
  /**
   * One of these fields at least has to be said, though its schema lets each be left out; the first is asked for. A request with one
   * of the words in `unless` does without: who starts an invoice adds to it later.
   */
  needs?: { oneOf: readonly string[]; unless?: readonly string[] }
  /** Said of it where somebody asks for help. */
  help?: HelpLine
  /** The act that takes this one back. */
  undoneBy?: string
  /** What is asked for a field that is missing; without it the engine asks by the name of the field. */
  ask?: Readonly<Record<string, string>>
  /** "create the task “Order beans”, due Monday", after "I would". Without it the title of the act is said. */
  proposal?: (proposal: Proposal) => string
  /** By what the rows of its answer are compared and added up; without it by when they were made. */
  measures?: Measures
  /** What all rows of its answer come to, in words, where their sum is not that; null where nobody can say. */
  total?: (output: unknown) => string | null
  /** What came back, in words. Without it the answer is told from its schema. */
  answer?: (output: unknown) => ToldAnswer
  /**
   * Where a person does it by hand: "on the page “Team”". Said of acts that the assistant cannot reach, and of those that
   * sentences cannot do, because they take or give a file.
   */
  where?: string
}

/** How something is done on a page, or what something there means: no act does it, and people ask. */
export interface Guide {
  /** "How the board works", where several may be meant. */
  title: string
  say: readonly string[]
  /** Sentences that sound alike and mean something else. */
  not?: readonly string[]
  /** The whole answer, in a sentence or three. */
  tell: string
}

/** A line of help: what one may ask about, and one good way to ask. */
export interface HelpLine {
  /** "Tasks": of lines about the same, the first that a person may use is shown. */
  about: string
  say: string
}

/** What a module, or the hub itself, teaches the assistant. */
export interface Phrases {
  /** By path: in a module without `modules.<name>.`, as its router has it. */
  acts: Readonly<Record<string, ActPhrases>>
  /** Words for the values of fields wherever an act of this part has one of that name. */
  words?: FieldWords
  /** By path: what help shows of this part, to those who may do it. */
  help?: Readonly<Record<string, HelpLine>>
  guides?: Readonly<Record<string, Guide>>
}

/** Examples by the path of their act, kept in a file of their own where there are many. */
export type Examples = Readonly<Record<string, Pick<ActPhrases, 'say' | 'setting' | 'not' | 'beside'>>>

const joined = <T>(some: readonly T[] = [], more: readonly T[] = []) => [...some, ...more]

/** The phrases with further examples. Throws where an example is of an act that has no phrases. */
export function withExamples(phrases: Phrases, examples: Examples): Phrases {
  const acts = { ...phrases.acts }
  for (const [path, { say, setting, not, beside }] of Object.entries(examples)) {
    const act = acts[path]
    if (!act) throw new Error(`There are examples of "${path}", which has no phrases.`)
    acts[path] = {
      ...act,
      say: joined(act.say, say),
      setting: joined(act.setting, setting),
      not: joined(act.not, not),
      beside: joined(act.beside, beside),
    }
  }
  return { ...phrases, acts }
}

/** What is declared for each act by its whole path, with the words of the part it belongs to. */
export type DeclaredPhrases = ReadonlyMap<string, { phrases: ActPhrases; words: FieldWords }>

/** The phrases of the hub itself and of its modules, put together. */
export function declaredPhrases(parts: readonly { phrases: Phrases; prefix: string }[]): DeclaredPhrases {
  return new Map(
    parts.flatMap(({ phrases: { acts, words = {}, help = {} }, prefix }) =>
      Object.entries(acts).map(([path, phrases]) => {
        const line = help[path]
        const all = line ? { ...whole(phrases, prefix), help: line } : whole(phrases, prefix)
        return [`${prefix}${path}`, { phrases: all, words }] as const
      }),
    ),
  )
}

/** By a name that is no path of the catalog. */
export type DeclaredGuides = ReadonlyMap<string, Guide>

export const declaredGuides = (parts: readonly { phrases: Phrases; prefix: string }[]): DeclaredGuides =>
  new Map(
    parts.flatMap(({ phrases: { guides = {} }, prefix }) =>
      Object.entries(guides).map(([name, guide]) => [`#${prefix}${name}`, guide] as const),
    ),
  )

const whole = (phrases: ActPhrases, prefix: string): ActPhrases =>
  phrases.undoneBy === undefined ? phrases : { ...phrases, undoneBy: `${prefix}${phrases.undoneBy}` }
