import type { Page } from '@playwright/test'
import type { HubClient } from './hub-client.ts'

export interface Task {
  id: string
  title: string
  status: string
  assigneeName: string | null
  dueOn: string | null
}

export const titles = ['Count the till', 'Oil the hinges', 'Print the labels', 'Wash the awning'] as const

/** Puts four tasks on an empty list, the first one due first. */
export async function addTasks(hub: HubClient): Promise<void> {
  for (const [index, title] of titles.entries()) {
    await hub.mutate('modules.ops.tasks.create', {
      title,
      dueOn: `2092-03-1${index}`,
      tag: index < 2 ? 'Shop' : null,
    })
  }
}

export const tasksOf = async (hub: HubClient): Promise<Task[]> =>
  (await hub.query<{ items: Task[] }>('modules.ops.tasks.list', { sort: 'due' })).items

export const row = (page: Page, title: string) => page.getByRole('row', { name: new RegExp(title) })
export const box = (page: Page, title: string) => page.getByRole('checkbox', { name: `Select ${title}` })

/** What a message in the corner says. */
export const toast = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Messages' }).getByText(words)

/** Puts tasks named "Task 1" and so on at the top of "To do", one above the other; many at a time. */
export async function addManyTasks(hub: HubClient, count: number): Promise<void> {
  const AT_ONCE = 10
  for (let from = 1; from <= count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from + 1) }, (_, index) => from + index)
    await Promise.all(
      numbers.map((number) => hub.mutate('modules.ops.tasks.create', { title: `Task ${number}` })),
    )
  }
}
