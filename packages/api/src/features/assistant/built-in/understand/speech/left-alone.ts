import type { Heard } from '../candidates.ts'
import { inTheWorld } from './in-the-world.ts'
import { speechActOf } from './speech-act.ts'
import type { Outcome, World } from '../types.ts'

const texts = {
  advice:
    'That is for you to judge: I know only what is kept here. Ask me what was sold, what is owed or what was done, and I look it up.',
  wish: 'That sounds like a thought, and I change nothing for one. To keep it in mind, say “remind me to …”.',
  report:
    'Good to know; I keep nothing of what I am only told. Say what is to change, or “remind me to …”, and I put it before you.',
}

/**
 * What is not said to have anything changed, and what nobody can do from here: the hub leaves it alone, and says why. A look-up
 * is answered (`isLookUp`), however it is put.
 */
export function leftAlone(
  { said, isLookUp }: Pick<Heard, 'said'> & { isLookUp: boolean },
  { ranker }: World,
): Outcome | null {
  const act = speechActOf(said)
  if (act === 'report' || act === 'advice' || (act === 'wish' && !isLookUp))
    return { kind: 'cannot', text: texts[act] }
  const text = act === 'command' ? inTheWorld({ said, ranker }) : null
  return text === null ? null : { kind: 'cannot', text }
}
