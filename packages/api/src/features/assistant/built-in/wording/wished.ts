import { readSaid } from '../acts/said.ts'
import type { World } from '../understand/types.ts'

/** As people say it of what they would like: "if someone checked …". */
const BASE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    checked: 'check',
    looked: 'look',
    took: 'take',
    gave: 'give',
    put: 'put',
    moved: 'move',
    added: 'add',
    closed: 'close',
    marked: 'mark',
    ticked: 'tick',
    showed: 'show',
    told: 'tell',
    listed: 'list',
    removed: 'remove',
    deleted: 'delete',
    handed: 'hand',
    pushed: 'push',
    made: 'make',
    set: 'set',
    handled: 'handle',
    did: 'do',
    dealt: 'deal',
  }),
)
const VERB = [...BASE.keys()].join('|')
const GLAD =
  "(?:i|we|it)(?:'d| would| should) (?:all )?(?:be|sleep|feel|rest) (?:(?:a|the|so|very|much|most|rather|far|little|bit|great|good|ever) )*(?:better|happier|easier|obliged|grateful|glad|happy|thankful|pleased|help|relief|best|simplest|nice|kind)"
const WISH = new RegExp(`^${GLAD},? if (?<who>.{2,40}?) (?<verb>${VERB}) (?=\\S)`, 'iu')
const ANYBODY = /^(?:you|someone|somebody|anyone|anybody|we)$/i

/** "I'd be obliged if Tomás took over the invoice": that he should; "… if somebody checked the log": to check it. */
export function asAsked(text: string, world: World): string {
  const { 0: lead, groups } = WISH.exec(text) ?? {}
  if (lead === undefined || !groups) return text
  const [who = '', verb = ''] = [groups['who'], groups['verb']]
  const asked = `${BASE.get(verb.toLowerCase()) ?? verb} ${text.slice(lead.length)}`
  if (ANYBODY.test(who)) return `please ${asked}`
  return readSaid(who, world).people.length === 1 ? `${who} should ${asked}` : text
}
