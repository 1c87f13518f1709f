import { expect, test } from 'vitest'
import { worldOf } from '../testing/world.ts'
import { deliveryIn } from './delivery.ts'

const said = (wish: string) => deliveryIn(wish, worldOf())

test.each(['let Jonas know', 'tell Jonas', 'notify Jonas about it', 'inform Jonas of that'])(
  '“%s” is word to Jonas',
  (wish) => {
    expect(said(wish)).toMatchObject({ to: ['jonas@quaystreet.example'], isSoft: true })
  },
)

test.each(['tell Jonas to order milk', 'let Jonas order milk', 'tell the story'])(
  '“%s” sends nothing',
  (wish) => {
    expect(said(wish)).toBeNull()
  },
)
