import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import { tabTo } from '../support/keyboard.ts'
import { bookkeeper } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: bookkeeper, storageState: bookkeeper.session })

const DAY_MS = 86_400_000
/** "8 May 2027", so many days from now. */
const dayAhead = (days: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(Date.now() + days * DAY_MS))

const offers = (page: Page) => page.getByRole('region', { name: /offers?$/ })

test('a sentence becomes a trip with offers; one is held and booked, by keys alone (TRV-1, TRV-3)', async ({
  page,
  ownOrganization: { slug },
}) => {
  test.slow()
  await page.goto(`/o/${slug}/travel`)
  await expect(page.getByText('No trips yet')).toBeVisible()
  await tabTo(page, page.getByRole('textbox', { name: 'Your trip in a sentence' }))
  await page.keyboard.type(
    `Hamburg to Lisbon, ${dayAhead(100)} to ${dayAhead(105)}, two people, under €1,500`,
  )
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { level: 1, name: /^Lisbon/ })).toBeVisible()
  const known = page.getByRole('list', { name: 'What is known' })
  await expect(known.getByRole('listitem').filter({ hasText: 'Hamburg' })).not.toContainText('assumed')
  await expect(known).toContainText('€1,500 in all')
  await expect(offers(page).getByRole('heading', { level: 3 }).first()).toBeVisible({ timeout: 20_000 })
  await expect(offers(page)).toContainText('Best fit')
  await expect(offers(page)).toContainText(/€[\d,.]+ each/)
  await expect(offers(page)).toContainText('example')

  await tabTo(page, known.getByRole('button', { name: /Hamburg/ }))
  await page.keyboard.press('Enter')
  const start = page.getByRole('dialog', { name: 'Where do you start?' })
  await expect(start).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(start).toHaveCount(0)

  await tabTo(page, known.getByRole('button', { name: /€1,500/ }))
  await page.keyboard.press('Enter')
  const budget = page.getByRole('dialog', { name: 'What may it cost?' })
  await tabTo(page, budget.getByLabel('At most'))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('2400')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Looking for offers again.')).toBeVisible()
  await expect(known).toContainText('€2,400 in all')
  await expect(offers(page).getByRole('heading', { level: 3 }).first()).toBeVisible({ timeout: 20_000 })

  await tabTo(page, offers(page).getByRole('button', { name: 'See times and days' }).first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Day by day' }).getByRole('heading').first()).toBeVisible()
  await expectFits(page, 'a trip')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('list', { name: 'Day by day' })).toBeVisible()
  await expect(
    page.getByRole('list', { name: 'Offers' }).getByRole('listitem').filter({ hasText: 'fit of 100' }),
  ).toHaveCount(1)
  await page.emulateMedia({ media: 'screen' })

  await tabTo(
    page,
    offers(page)
      .getByRole('button', { name: /^Hold this one/ })
      .first(),
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'An offer is held for you' })).toBeVisible()
  const booking = page.getByRole('group', { name: 'What is held or booked' })
  await expect(booking).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Let it go' }))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Let it go' }).press('Enter')
  await expect(booking).toContainText('Let go')
  await expect(booking).toBeFocused()
  await tabTo(
    page,
    offers(page)
      .getByRole('button', { name: /^Hold this one/ })
      .first(),
  )
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Confirm the booking' }))
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Booked.')).toBeVisible()
  await expect(booking).toBeFocused()
  await expect(page.getByRole('button', { name: 'Cancel the booking' })).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: 'See times and days' }))
  await page.keyboard.press('Enter')
  const days = page.getByRole('list', { name: 'Day by day' })
  await expect(days.getByRole('heading').first()).toBeVisible()
  await expectFits(page, 'a booked trip')
  await page.emulateMedia({ media: 'print' })
  await expect(days.getByRole('heading').first()).toBeVisible()
  await expect(known).toBeHidden()
  await expect(page.getByRole('button')).toHaveCount(0)
  // Five days are one sheet, whatever its size; nothing but a foot would be on a second.
  for (const format of ['A4', 'Letter'])
    expect((await page.pdf({ format })).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'screen' })

  await page.goto(`/o/${slug}/travel`)
  await expect(page.getByRole('list', { name: 'Trips' })).toContainText('Booked')
})

test('what counts for a trip is said, and its offers are compared by it, by keys alone (TRV-1)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/travel`)
  await page
    .getByRole('textbox', { name: 'Your trip in a sentence' })
    .fill(`Hamburg to Lisbon, ${dayAhead(100)} to ${dayAhead(105)}, two people, under €1,500`)
  await page.getByRole('button', { name: 'Look for offers' }).click()
  const first = page.getByRole('list', { name: 'Offers' }).getByRole('listitem').first()
  await expect(first).toBeVisible({ timeout: 20_000 })

  const ask = offers(page).getByRole('button', { name: 'What counts' })
  const dialog = page.getByRole('dialog', { name: 'What counts' })
  await tabTo(page, ask)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  for (const part of ['Time under way', 'Hours of the flights', 'Place to stay', 'Wishes']) {
    await tabTo(page, dialog.getByLabel(part))
    await page.keyboard.type('Does')
  }
  await expectFits(page, 'what counts')
  await tabTo(page, dialog.getByRole('button', { name: 'Compare again' }))
  await page.keyboard.press('Enter')
  await expect(toast(page, 'Looking for offers again.')).toBeVisible()
  await expect(first).toContainText('Cheapest', { timeout: 20_000 })
  await expect(first).toContainText('Best fit')

  await tabTo(page, ask)
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Wishes')).toHaveValue('none')
  await dialog.getByLabel('Price').selectOption('none')
  await dialog.getByRole('button', { name: 'Compare again' }).click()
  await expect(dialog).toContainText('Something has to count.')
})

test('the price of a trip is watched: told once it is below, changed, paused and ended, by keys alone (TRV-2)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/travel`)
  await page
    .getByRole('textbox', { name: 'Your trip in a sentence' })
    .fill(`Hamburg to Lisbon, ${dayAhead(100)} to ${dayAhead(105)}, two people`)
  await page.getByRole('button', { name: 'Look for offers' }).click()
  await expect(offers(page).getByRole('heading', { level: 3 }).first()).toBeVisible({ timeout: 20_000 })

  await tabTo(page, page.getByRole('button', { name: 'Watch the price' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Watch the price' })
  await expect(dialog).toContainText(/The cheapest offer costs €[\d,.]+ now/)
  await page.keyboard.type('nothing')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Write the amount as 1250.00')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('9000')
  await page.keyboard.press('Enter')
  await expect(toast(page, 'You are told once it costs less.')).toBeVisible()
  await expect(page.getByText('You are told below €9,000.')).toBeVisible()

  await page.goto(`/o/${slug}/inbox`)
  await expect(page.getByText(/costs less than you wanted to be told of/).first()).toBeVisible()
  await page.goBack()
  await tabTo(page, page.getByRole('link', { name: 'See how it moved' }))
  await page.keyboard.press('Enter')
  const watches = page.getByRole('list', { name: 'Watched prices' })
  await expect(watches).toContainText('Below your price')
  await expect(watches.getByRole('img', { name: /^Price of Lisbon/ })).toBeVisible()
  await expectFits(page, 'watched prices')
  await tabTo(page, watches.getByRole('button', { name: 'Change the amount' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Change the amount' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect(watches).toContainText('Watching')
  await tabTo(page, watches.getByRole('button', { name: 'Pause' }))
  await page.keyboard.press('Enter')
  await expect(watches).toContainText('Paused')
  await tabTo(page, watches.getByRole('button', { name: 'Remove' }))
  await page.keyboard.press('Enter')
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Remove' })
    .press('Enter')
  await expect(page.getByText('No price is watched')).toBeVisible()
})

test('an own car is added, kept free on a day and offered on a trip, by keys alone (TRV-3)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.goto(`/o/${slug}/travel/cars`)
  await expect(page.getByText('No cars yet')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Add a car' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add a car' })
  await tabTo(page, dialog.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.type('Blue van')
  await tabTo(page, dialog.getByRole('combobox', { name: 'Where it stands' }))
  await page.keyboard.type('Lisb')
  await expect(page.getByRole('option', { name: /Lisbon/ }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, dialog.getByRole('textbox', { name: /^A day/ }))
  await page.keyboard.type('45')
  await page.keyboard.press('Enter')
  const cars = page.getByRole('list', { name: 'Own cars' })
  await expect(cars).toContainText('Lisbon · 5 seats, manual · €45 a day')

  await tabTo(page, cars.getByRole('button', { name: 'Month after, Blue van' }))
  await page.keyboard.press('Enter')
  const first = cars
    .getByRole('table', { name: /^Blue van, / })
    .getByRole('button')
    .first()
  await tabTo(page, first)
  await page.keyboard.press('Enter')
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await expectFits(page, 'own cars')
  await tabTo(page, first)
  await page.keyboard.press('Enter')
  await expect(first).toHaveAttribute('aria-pressed', 'false')

  await page.goto(`/o/${slug}/travel`)
  await page
    .getByRole('textbox', { name: 'Your trip in a sentence' })
    .fill(`Hamburg to Lisbon, ${dayAhead(100)} to ${dayAhead(103)}, two people, with a rental car`)
  await page.getByRole('button', { name: 'Look for offers' }).click()
  await expect(offers(page)).toContainText('€135', { timeout: 20_000 })
})

test('what is missing is asked, and one press answers it', async ({ page, ownOrganization: { slug } }) => {
  await page.goto(`/o/${slug}/travel`)
  await page
    .getByRole('textbox', { name: 'Your trip in a sentence' })
    .fill(`Hamburg to London on ${dayAhead(90)}`)
  await page.getByRole('button', { name: 'Look for offers' }).click()
  await expect(page.getByText('Which London do you mean?')).toBeVisible()
  await page.getByRole('button', { name: 'London, United Kingdom' }).click()
  await expect(page.getByText('Which London do you mean?')).toHaveCount(0)
  await page.getByRole('button', { name: 'After 3 nights' }).click()
  await expect(offers(page).getByRole('heading', { level: 3 }).first()).toBeVisible({ timeout: 20_000 })

  const change = page.getByRole('textbox', { name: 'Ask for a change' })
  await change.fill('make it nicer')
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByText(/Say what to change, such as “a day later”/)).toBeVisible()
  await expect(change).toHaveValue('make it nicer')
  await change.fill('a day later, under €20')
  await page.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByRole('list', { name: 'What is known' })).toContainText('€20 in all')
  await expect(offers(page)).toContainText(/over/, { timeout: 20_000 })
})

test('what cannot be is told in words', async ({ page, ownOrganization: { slug } }) => {
  await page.goto(`/o/${slug}/travel`)
  await page.getByRole('textbox', { name: 'Your trip in a sentence' }).fill('Berlin to Atlantis on 31 April')
  await page.getByRole('button', { name: 'Look for offers' }).click()
  await expect(page.getByText(/We know no airport at “Atlantis”/)).toBeVisible()
  await expect(page.getByText(/There is no 31 April/)).toBeVisible()
})
