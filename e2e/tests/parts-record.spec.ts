import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart } from '../support/parts.ts'
import { test } from '../support/test.ts'

test('a record page looks right and reads right everywhere', async ({ page }) => {
  await openPart(page, 'record')
  await expectSoundPart(page, 'record')
  await walk(page, 'record')
})
