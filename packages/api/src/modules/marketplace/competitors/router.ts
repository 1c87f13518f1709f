import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { findCompetitorsMicro } from '../../../shared/check-prices.ts'
import { Done } from '../../../shared/mutation.ts'
import { ofWatcher, read, write } from '../meta.ts'
import * as competitors from './schema.ts'
import {
  dismissCompetitor,
  findCompetitors,
  followCompetitor,
  forgetOld,
  listCompetitors,
  readSetup,
} from './service.ts'

export const competitorsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List competitors',
      description: 'Businesses found near a place, the most alike first, and those you follow.',
    })
    .input(competitors.ListCompetitors)
    .output(competitors.CompetitorPage)
    .query(({ ctx, input }) => listCompetitors(ctx, input)),
  setup: orgProcedure
    .meta({
      ...read,
      title: 'Whether competitors can be found',
      description: 'Whether whoever runs the hub set up Google Places.',
    })
    .input(competitors.ReadSetup)
    .output(competitors.CompetitorSetup)
    .query(({ ctx }) => readSetup(ctx)),
  find: orgProcedure
    .meta({
      ...write,
      price: { metered: () => findCompetitorsMicro },
      title: 'Find competitors near a place',
      description: 'Asks Google Places and reads their websites, as a job.',
    })
    .input(competitors.FindCompetitors)
    .output(competitors.StartedFind)
    .mutation(({ ctx, input }) => findCompetitors(ctx, input)),
  follow: orgProcedure
    .meta({ ...write, title: 'Follow a competitor', description: 'Keeps it under the name you call it by.' })
    .input(competitors.FollowCompetitor)
    .output(competitors.Competitor)
    .mutation(({ ctx, input }) => followCompetitor(ctx, input)),
  dismiss: orgProcedure
    .meta({ ...write, title: 'Dismiss a competitor', description: 'It is not shown again.' })
    .input(competitors.DismissCompetitor)
    .output(Done)
    .mutation(({ ctx, input }) => dismissCompetitor(ctx, input)),
  forget: orgProcedure
    .meta({
      ...ofWatcher,
      title: 'Forget what was found',
      description: 'What Google said of a business is kept for a day.',
    })
    .input(competitors.ForgetFound)
    .output(Done)
    .mutation(({ ctx }) => forgetOld(ctx)),
})
