import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { Empty } from '@hub/ui/empty'
import { Menu, MenuChoice } from '@hub/ui/menu'
import { Tag as TagIcon } from 'lucide-react'
import { listOf } from '../../../../../search-params.ts'
import { useKnownTags } from './known-tags.ts'
import type { TaskFilter } from './task-search.ts'

export interface TagFilterProps {
  value: TaskFilter['tag']
  onChange: (tag: TaskFilter['tag']) => void
}

/** Chooses among the tags of the tasks that were read so far. */
export function TagFilter({ value, onChange }: TagFilterProps) {
  const known = useKnownTags()
  const chosen = listOf(value)
  const set = (tags: string[]) => onChange(tags.length > 1 ? tags : tags[0])
  const tags = () => known().filter((tag) => !chosen.includes(tag))
  return (
    <>
      {chosen.map((tag) => (
        <ActiveFilter
          key={tag}
          icon={<TagIcon aria-hidden="true" />}
          label={tag}
          onRemove={() => set(chosen.filter((one) => one !== tag))}
        />
      ))}
      <Menu trigger={<FilterChip>Tag</FilterChip>}>
        <TagChoices tags={tags} isFirst={chosen.length === 0} onChange={(tag) => set([...chosen, tag])} />
      </Menu>
    </>
  )
}

interface TagChoicesProps {
  tags: () => string[]
  isFirst: boolean
  onChange: (tag: string) => void
}

/** Made when the menu opens, so that it knows the newest tags. */
function TagChoices({ tags, isFirst, onChange }: TagChoicesProps) {
  const found = tags()
  if (found.length === 0 && isFirst)
    return <Empty title="No tags yet">Tag a task, and you can find it by its tag.</Empty>
  if (found.length === 0) return <Empty title="No other tags">Take this one away to see others.</Empty>
  return (
    <MenuChoice
      label="Tag"
      options={found.map((tag) => ({ value: tag, label: tag }))}
      value=""
      onValueChange={onChange}
    />
  )
}
