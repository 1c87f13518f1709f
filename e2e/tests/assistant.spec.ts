import { owner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

test('the last message can be changed and asked again', async ({ page, ownOrganization: { slug } }) => {
  await page.goto(`/o/${slug}/assistant`)
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill('How many credits are left?')
  await box.press('Enter')
  await expect(page.getByRole('article', { name: 'Assistant' })).toContainText('credits are left')
  await page.getByRole('button', { name: 'Edit and ask again' }).click()
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('How many credits are left?')
  await box.fill('What can you do?')
  await box.press('Enter')
  await expect(page.getByRole('article', { name: 'Assistant' })).toHaveCount(2)
  await expect(page.getByRole('article', { name: 'Assistant' }).last()).toContainText('task')
})
