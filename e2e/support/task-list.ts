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
