import { walk } from '../support/keyboard.ts'
import { expectSoundPart, openPart, stateOf } from '../support/parts.ts'
import { expect, test } from '../support/test.ts'

test('steps look right and read right everywhere', async ({ page }) => {
  await openPart(page, 'steps')
  await expectSoundPart(page, 'steps')
  await walk(page, 'steps')
})

test('a step that is done leads back to it', async ({ page }) => {
  await openPart(page, 'steps')
  const task = stateOf(page, 'Steps of a task')
  await task.getByRole('button', { name: /Match columns/ }).press('Enter')
  await expect(task.getByRole('status')).toHaveText('Step 2 of 4: Match columns')
})
