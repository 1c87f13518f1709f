import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart } from '../support/parts.ts'
import { test } from '../support/test.ts'

test('empty states look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'empty')
  await expectSoundPart(page, 'empty')
  await walk(page, 'empty')
})
