import { owner } from '../support/people.ts'
import { addTasks, row, tasksOf, titles, toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

test('what was being written is there after a reload, and goes when it is sent or discarded', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await addTasks(hub)
  await page.goto(`/o/${slug}/tasks?new=todo`)
  const dialog = page.getByRole('dialog', { name: 'New task' })
  await dialog.getByLabel('What has to be done').fill('Order flour')
  await dialog.getByLabel('Notes').fill('The coarse one')
  await page.reload()
  await expect(dialog.getByText('Restored your draft.')).toBeVisible()
  await expect(dialog.getByLabel('What has to be done')).toHaveValue('Order flour')
  await expect(dialog.getByLabel('Notes')).toHaveValue('The coarse one')
  await dialog.getByRole('button', { name: 'Create task' }).click()
  await expect(toast(page, 'Created: Order flour')).toBeVisible()
  await page.keyboard.press('n')
  await expect(dialog.getByLabel('What has to be done')).toHaveValue('')
  await expect(dialog.getByText('Restored your draft.')).toHaveCount(0)
  await page.keyboard.press('Escape')

  const [first] = await tasksOf(hub)
  await page.goto(`/o/${slug}/tasks?task=${first?.id}`)
  const comment = page.getByLabel('Your comment')
  await comment.fill('The drawer sticks')
  await page.reload()
  await expect(comment).toHaveValue('The drawer sticks')
  await page.getByRole('button', { name: 'Discard it' }).click()
  await expect(comment).toHaveValue('')
  await page.reload()
  await expect(comment).toHaveValue('')
})

test('what is done without a connection waits in sight and is sent once (CON-6)', async ({
  page,
  context,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket/)
  await addTasks(hub)
  await page.goto(`/o/${slug}/tasks?view=list`)
  await expect(row(page, titles[0])).toBeVisible()
  // The parts that come when they are needed have come before the connection goes.
  await row(page, titles[0]).click()
  await expect(page.getByLabel('Your comment')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('button', { name: 'Create task' }).click()
  // What checks a form comes last.
  await expect(page.getByLabel('What has to be done')).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await context.setOffline(true)
  await expect(page.getByText('You are offline.')).toBeVisible()
  await page.getByRole('checkbox', { name: `Complete ${titles[1]}` }).click()
  await page.keyboard.press('n')
  await page.getByLabel('What has to be done').fill('Mend the sign')
  await page.getByRole('button', { name: 'Create task' }).click()
  await row(page, titles[0]).click()
  await page.getByLabel('Your comment').fill('Twice a day')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Comments that wait' })).toContainText('Twice a day')
  const strip = page.getByText('3 changes wait to be sent')
  await expect(strip).toContainText('create “Mend the sign”')
  expect(await tasksOf(hub)).toHaveLength(4)

  await context.setOffline(false)
  await expect(strip).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Comments that wait' })).toHaveCount(0)
  await expect(page.getByRole('dialog').getByText('Twice a day')).toBeVisible()
  const tasks = await tasksOf(hub)
  expect(tasks.filter(({ title }) => title === 'Mend the sign')).toHaveLength(1)
  expect(tasks.find(({ title }) => title === titles[1])?.status).toBe('done')
})

test('an answer that is lost on its way does not make the act happen twice (CON-6)', async ({
  page,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/ERR_FAILED|Failed to fetch/)
  await page.goto(`/o/${slug}/tasks`)
  let isLost = false
  await page.route(/tasks\.create/, async (route) => {
    if (isLost) return route.continue()
    isLost = true
    // The hub does it, and nobody hears of it.
    await route.fetch()
    return route.abort()
  })
  await page.getByRole('button', { name: 'Create the first task' }).click()
  await page.getByLabel('What has to be done').fill('Mend the sign')
  await page.getByRole('button', { name: 'Create task' }).click()
  await expect(page.getByRole('button', { name: /^Mend the sign/ })).toBeVisible()
  await expect(page.getByText('to be sent')).toHaveCount(0)
  expect((await tasksOf(hub)).map(({ title }) => title)).toEqual(['Mend the sign'])
})

test('signing out asks first when something was not sent yet, and leaves nothing behind', async ({
  openAs,
  problems,
  ownOrganization: { slug },
}) => {
  problems.expect(/ERR_FAILED|Failed to fetch/)
  const page = await openAs(null)
  await page.goto(`/sign-in?next=${encodeURIComponent(`/o/${slug}/tasks`)}`)
  await page.getByLabel('Email').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Create the first task' }).click()
  await page.getByLabel('Notes').fill('Half a thought')
  await page.keyboard.press('Escape')
  await page.route(/tasks\.create/, (route) => route.abort())
  await page.keyboard.press('n')
  await page.getByLabel('What has to be done').fill('Mend the sign')
  await page.getByRole('button', { name: 'Create task' }).click()
  await expect(page.getByText('One change waits to be sent')).toBeVisible()

  const leave = async () => {
    await page.getByRole('button', { name: 'You', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
  }
  await leave()
  await expect(toast(page, 'One change is not sent yet and would be lost.')).toBeVisible()
  await expect(page).toHaveURL(/\/tasks/)
  await page.getByRole('button', { name: 'Sign out all the same' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  const left = await page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => /outbox|draft/.test(key)),
  )
  expect(left).toEqual([])
})

test('Back asks before what is typed in a dialog goes', async ({ page, ownOrganization: { slug } }) => {
  await page.goto(`/o/${slug}/travel`)
  await page.getByRole('link', { name: 'Own cars' }).click()
  await page.getByRole('button', { name: 'Add a car' }).first().click()
  const name = page.getByRole('dialog', { name: 'Add a car' }).getByLabel('Name')
  await name.fill('Blue van')
  const question = page.getByRole('dialog', { name: 'Discard what you typed?' })
  await page.evaluate(() => history.back())
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(name).toHaveValue('Blue van')
  await expect(page).toHaveURL(`/o/${slug}/travel/cars`)
  await page.evaluate(() => history.back())
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(page).toHaveURL(`/o/${slug}/travel`)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
