import { owner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

const hostile = [
  '<img src=x onerror="document.title=1">',
  '<script>document.title = 1</script>',
  '"><svg/onload=document.title=1>',
  "javascript:document.title='1'",
]

test('markup that people type is shown as text everywhere and runs nowhere (GW-2)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  for (const text of hostile) {
    const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', {
      title: text,
      notes: text,
      tag: text.slice(0, 40).trim(),
    })
    await hub.mutate('modules.ops.tasks.comments.add', { taskId: id, body: text })
    await page.goto(`/o/${slug}/tasks?task=${id}`)
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByLabel('Title')).toHaveValue(text)
    await expect(drawer.getByText(text, { exact: true }).last()).toBeVisible()
  }
  await hub.mutate('organizations.update', { name: '<img src=x onerror="alert(1)">' })
  for (const path of ['', '/tasks', '/team', '/settings']) {
    await page.goto(`/o/${slug}${path}`)
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page).not.toHaveTitle('1')
    await expect(page.locator('img[src="x"], svg[onload]')).toHaveCount(0)
  }
})
