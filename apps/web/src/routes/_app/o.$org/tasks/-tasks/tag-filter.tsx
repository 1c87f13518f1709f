import { FilterChip } from '@hub/ui/filter-chip'
import { Empty } from '@hub/ui/empty'
import { Menu, MenuChoice } from '@hub/ui/menu'
import { useHub } from '../../../../../account.ts'
import type { Task } from './task-lists.ts'

/** Chooses among the tags of the tasks that were read so far. */
export function TagFilter({ onChange }: { onChange: (tag: string) => void }) {
  const { queryClient, trpc } = useHub()
  const tags = () => {
    const lists = queryClient.getQueriesData<{ pages: { items: Task[] }[] }>(
      trpc.modules.ops.tasks.list.infiniteQueryFilter(),
    )
    const all = lists.flatMap(
      ([, data]) => data?.pages.flatMap(({ items }) => items.map(({ tag }) => tag)) ?? [],
    )
    return [...new Set(all)].filter((tag) => tag !== null).toSorted((a, b) => a.localeCompare(b))
  }
  return (
    <Menu trigger={<FilterChip>Tag</FilterChip>}>
      <TagChoices tags={tags} onChange={onChange} />
    </Menu>
  )
}

/** Made when the menu opens, so that it knows the newest tags. */
function TagChoices({ tags, onChange }: { tags: () => string[]; onChange: (tag: string) => void }) {
  const found = tags()
  if (found.length === 0)
    return <Empty title="No tags yet">Tag a task, and you can find it by its tag.</Empty>
  return (
    <MenuChoice
      label="Tag"
      options={found.map((tag) => ({ value: tag, label: tag }))}
      value=""
      onValueChange={onChange}
    />
  )
}
