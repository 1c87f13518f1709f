import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('charts look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'charts')
  await expectSoundPart(page, 'charts')
  await walk(page, 'charts')
})

test('each chart is a table as well', async ({ page }) => {
  await openPart(page, 'charts')
  for (const name of ['One line, with where it leads', 'Bars', 'Parts of one whole']) {
    await stateOf(page, name).getByRole('button', { name: 'Show as table' }).press('Enter')
    await expect(stateOf(page, name).getByRole('table')).toBeVisible()
  }
  await expectSoundPart(page, 'charts as tables')
})
