import type { Spoken } from '../../../memory.ts'
import type { Call, World } from '../types.ts'

/** The row a call is about, or by which alone a look-up is narrowed. */
function spokenIn({ act, about, input, names }: Call): Spoken | null {
  if (about) return about
  const [only, ...others] = act.fields.filter(({ kind, name }) => kind === 'entity' && name in input)
  if (!only || others.length > 0 || only.entity === null) return null
  return { entity: only.entity, id: String(input[only.name]), name: names[only.name] ?? '' }
}

/** The world after some calls, for what follows in the same message. */
export function after(world: World, calls: readonly Call[]): World {
  const call = calls.at(-1)
  if (!call) return world
  const { act, input, names } = call
  const it = spokenIn(call)
  const memory = {
    ...world.memory,
    ...(it && { it }),
    last: { path: act.path, input, names: { ...names } },
  }
  return { ...world, memory }
}
