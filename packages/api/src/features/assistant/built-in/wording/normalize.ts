import { AT_PRESENT } from './at-present.ts'
import { mended } from './misspelled.ts'
import * as pleasantries from './pleasantries.ts'
import { fold } from '../../../../reading/text.ts'

/** One utterance without its pleasantries, as typed and as compared. */
export interface Words {
  text: string
  /** Lower case without accents; same length as `text`, so that positions agree. */
  plain: string
}

export { fold }

/** "On reflection, …": what was asked for before is wanted otherwise. */
export const SECOND_THOUGHTS =
  /^\W*(?:(?:hm+|oh|ah|no|well|actually|sorry|but|ok|okay)[\s,.]+)*(?:on (?:second thoughts?|reflection)|(?:now that i )?(?:come|coming) to think (?:of|about) it|(?:now that i )?think(?:ing)? (?:of|about) it(?: again| some more| now)?|having thought about it|(?:all things considered|after all)(?=,)|i(?:'ve| have)? changed my mind)[\s,.:;–-]+(?=\S)/i

/** "…, please action this": that it be done is what every request asks for. */
export const TO_BE_DONE =
  /\s*[,.;!–-]+\s*(?:and )?(?:please|pls|kindly|(?:can|could|will|would) you(?: please)?) (?:action|arrange|(?:see|attend) to|do|make it so|do the needful|(?:put|note|write|enter|mark) (?=(?:this|that|it) (?:in|down)\b))(?: ?(?:this|that|it|so|accordingly))?(?: (?:in|down))?(?=[\s.!?]*$)/i

const openings = [
  SECOND_THOUGHTS,
  ...pleasantries.openings,
  /^(?:hey|hi|hello|ok|okay|so|um|uh|erm|hmm|well|also|please|pls|kindly|assistant|hub|just|actually|great|thanks|sorry|w?h?oops)(?:\s*[,!.:;-]+\s*|\s+)/i,
  /^(?:(?:alright|all right|right|hey|hi|hello|ok|okay|morning|evening|sorry|ah|cheers|listen|now then)[\s,]+)(?:there|pal|mate|bud|buddy|chief|boss|love|folks|guys|team|lads?|man|friend)\b[\s,!.:;-]*/i,
  /^(?:excuse me|pardon(?: me)?|my apologies|apologies)[\s,.!:;-]+(?=\S)/i,
  /^dear (?:hub|assistant|all|team|sir|madam)\b[\s,!.:;-]*/i,
  /^(?:and|then|now|next)(?:\s*,\s*|\s+)(?=\w+\s)/i,
  /^(?:can|could|would|will) you (?:ever |please |kindly )*(?:help me (?:to )?)?/i,
  /^let (?:me|us) know (?=(?:what|who|whose|which|where|how (?:much|many|long|old|often))\b)/i,
  /^let (?:me|us) (?=see\b|have (?:a )?(?:look|list)\b)/i,
  /^(?:can|could|may) (?:i|we) (?:please )?(?=see|get|have a look)/i,
  /^(?:i'd|i would|we'd) like (?:you )?to /i,
  // "You can remove the labels" lets it be done; "you can see the labels" tells.
  /^(?:you|u) (?:can|could|may|might)(?: (?:also|now|just|please|go ahead and))* (?!(?:do|see|have|keep|be|get|find|read|tell|use|know)\b)(?=\p{L}+ (?:the|my|our|that|this|these|those|both|all)\b)/iu,
  /^(?:i|we) (?:want|need) you to /i,
  /^(?:i|we) (?:want|need|have) to (?=(?:add|create|make|see|list|assign|rename|delete|remove|complete)\b)/i,
  /(?<=^open) up(?= (?:the|that|this|my|our)\b)/i,
  /^(?:i want|i need|let's|lets|help me(?: to)?|go ahead and|would you mind|try to) (?=\w+ )/i,
]

/** A face or a tick behind what is asked says nothing of it. */
const FACES = /[\s,]*(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D)*\s*)+$/u

const closings = [
  FACES,
  ...pleasantries.closings,
  // "Needs my ok" and "waits for us" end with what is asked for.
  /(?:^|(?<!\b(?:my|our|your|his|her|their|an|the|wait|waits|waiting))[\s,]+)(?:please|pls|thanks|thank you|thx|cheers|for (?:me|us)|if you can|if (?:i|you) may|if you (?:would|please|do not mind|don't mind)|right now|ok|okay)$/i,
  /[\s,]+(?:will|would|can|could) (?:you|ya)$/i,
  new RegExp(`[\\s,]+(?:${AT_PRESENT}|as things stand)$`, 'i'),
  // "A number will do": in what form it is to be answered.
  /[.?!;–-]+\s*(?:just |only )?(?:a|the|one|your|some) (?:(?:plain|rough|short|single|simple|bare|quick|round) )?(?:number|figure|count|total|list|answer|summary|overview|line)(?: alone)? (?:(?:will|would|is|should|'ll) )(?:do|suffice|be (?:fine|enough|plenty|great)|enough|fine|plenty|all (?:i|we) need)$/i,
  /[.?!,;–-]+\s*(?:just|only) (?:a|the|one) (?:(?:plain|rough|short|single|simple|bare|quick) )?(?:number|figure|count|total)$/i,
  // How people address somebody: "for my mate" is none of it.
  /(?<!\b(?:for|to|of|from|with|by|and|or|the|an?|my|our|your|his|her|their|called|named|call|ask|tell))[\s,]+(?:mate|matey|bud|buddy|pal|bro|dude|lads|luv|hun)$/i,
  /,\s*(?:man|boss|chief|love|guys|folks|friend|my friend|dear|girls|boys|sunshine|champ)$/i,
  // "…, the mad yoke", "…, for crying out loud" swear at somebody or something.
  /,\s*(?:the |that |you )?(?:(?:mad|daft|silly|lazy|cheeky|bloody|stupid|poor|wee|old|big|great|absolute|flaming|blasted|damn(?:ed)?) )*(?:yokes?|eejits?|fools?|muppets?|gits?|sods?|wasters?|chancers?|legends?|so-and-so|devils?|numpt(?:y|ies)|plonkers?)$/i,
  /[\s,]+(?:for (?:god|goodness|heaven|christ|pete|fuck)'?s sake|for crying out loud|ffs|(?:god )?damn it|dammit|(?:god )?bless (?:him|her|them|it)|god (?:help|love) (?:us|me|him|her|them))$/i,
  // "They're driving me mad" asks for nothing.
  /[\s,.!;–-]+(?:they|it|this|that|these|those|he|she)(?:'?re|'?s| is| are| was| were| has| have)(?: been)?(?: (?:really|all|just|so|always))* (?:driving (?:me|us) \p{L}+(?: the wall)?|killing (?:me|us)|(?:getting|got) on (?:my|our) nerves|doing my head in|(?:annoying|bugging|stressing|bothering|haunting) (?:me|us)(?: out)?)$/iu,
  TO_BE_DONE,
  /[\s.!?;,]+$/,
]

function strip(text: string, patterns: readonly RegExp[]): string {
  let rest = text
  for (;;) {
    const shorter = patterns.reduce((current, pattern) => current.replace(pattern, ''), rest).trim()
    if (shorter === rest || shorter === '') return rest
    rest = shorter
  }
}

export const wordsOf = (text: string): Words => ({ text, plain: fold(text) })

/** "Right, what needs me today": said to begin with, before a comma, and nothing that is asked for. */
const MARKER =
  /^(?:right|grand|lovely|brilliant|cool|fine|perfect|anyway|morning|evening)(?:\s*(?:[,!:;]|\s-+)\s*(?=\S)|\s+(?=(?:and|so|then|now|but)\s))/i

/** "Sorry sorry, …": said twice it is said once. */
const TWICE = /\b(sorry|please|pls|okay|ok|oops|wait|hey|hi|thanks|right)(?:[\s,!.]+\1\b)+/gi

/** The utterance with one kind of quotes and single spaces, and outside of quotes everyday words as they are meant. */
export const tidy = (said: string): string =>
  said
    .normalize('NFC')
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(TWICE, '$1')
    .replace(MARKER, '')
    .replaceAll(/"[^"]*"|[^"]+/g, (part) => (part.startsWith('"') ? part : mended(part)))
    .trim()

/** The utterance from where somebody comes to what is wanted. */
export const unwrapped = (said: string): string => strip(tidy(said), pleasantries.openings)

/** What is left when greetings, pleases and final marks are gone. */
export const request = (said: string): Words => wordsOf(strip(strip(unwrapped(said), closings), openings))

export function sentence(text: string): string {
  const trimmed = text
    .trim()
    .replace(/^[\s:,;.\-–]+/, '')
    .replace(/[\s:,;.\-–!]+$/, '')
  return trimmed.slice(0, 1).toUpperCase() + trimmed.slice(1)
}

export const unquoted = (text: string) =>
  text
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim()

/** The text with everything between quotes as dots, at the same length. */
export const withQuotesHidden = (text: string): string =>
  text.replaceAll(/"[^"]*"/g, (quote) => '·'.repeat(quote.length))
