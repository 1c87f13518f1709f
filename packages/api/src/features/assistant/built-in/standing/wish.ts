import { request } from '../wording/normalize.ts'

/** What is wished for, without what leads to it, and the name it is to have. */
export interface Wish {
  text: string
  name: string | null
  /** "Make a workflow that …" */
  isWorkflow: boolean
}

const noun = '(?:workflow|automation|flow|rule|routine|automatic job|recurring job|scheduled job)'
const opener = new RegExp(
  `^(?:(?:please\\s+)?(?:make|create|build|set up|add|start|draft|prepare|write|i want|we want|i need|we need|i would like|i'd like|let's have|have|automate)\\s+)?(?:me\\s+)?(?:an?|the|new|another)\\s+(?:new\\s+)?${noun}\\b\\s*(?:(?:called|named)\\s+(?:"([^"]+)"|([\\w ]+?)(?=\\s*[:,]|\\s+(?:that|which|to)\\b)))?\\s*(?:,|:|-)?\\s*(that|which|to|so that it|for)?\\s*`,
  'i',
)
const always = /(?:^|[\s,]+)(?:automatically|from now on|regularly|by itself|by themselves)(?=[\s,.]|$)/gi
const marks = /^[\s,:;-]+(?:(?:and|then)\s+)?|[\s,:;-]+$/g
const helper =
  /^(?:(?:have|let|get) (?:the hub|the assistant|it)(?: to)?|automate(?: this)?:?|schedule(?: this)?:|see to it that you|make sure (?:that )?you|remember to)\s+/i

/** "Mails me … and adds" is said of a workflow as "mail me … and add". */
const imperative = (text: string) =>
  text.replaceAll(/(^|\s(?:and|then)\s+)([a-z]{2,}?)(?:s)(?=\s)/gi, (all, before: string, verb: string) =>
    /(?:s|i|u)$/i.test(verb) ? all : `${before}${verb}`,
  )

/** What is left of a sentence when its trigger is taken out, as a request by itself. */
export function wishIn(rest: string): Wish {
  const plain = request(rest.replaceAll(always, ' ').replaceAll(marks, '')).text
  const found = opener.exec(plain)
  const behind = found ? plain.slice(found[0].length) : plain
  const isSaidOfIt = /^(?:that|which|so that it)$/i.test(found?.[3] ?? '')
  const text = request((isSaidOfIt ? imperative(behind) : behind).replaceAll(marks, '')).text
  const name = found?.[1] ?? found?.[2] ?? null
  return { text: text.replace(helper, '').replaceAll(marks, '').trim(), name, isWorkflow: found !== null }
}

const question =
  /^(?:what|what's|which|who|who's|whose|how|why|where|when|whether|is|are|was|were|does|do|did|has|had|am|have (?:i|we|you))\b/i
const denial = /\b(?:don't|do not|never|stop|no longer|cancel|quit|not any ?more)\b/i

export const isQuestion = (text: string): boolean => question.test(text)
export const isDenial = (text: string): boolean => denial.test(text.split(/\s+/).slice(0, 4).join(' '))
