import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import * as bookings from './bookings/schema.ts'
import { cancelBooking, confirmBooking, holdBooking, listBookings } from './bookings/service.ts'
import { tellBeginning } from './bookings/tell-beginning.ts'
import * as cards from './cards/schema.ts'
import { listCards, listSoFar } from './cards/service.ts'
import { destructive, ofWatcher, read, write } from './meta.ts'
import { readBookedPlan, readPlan } from './plans/service.ts'
import * as plans from './plans/schema.ts'
import { searchPlaces } from './places/service.ts'
import * as next from './next/schema.ts'
import { readNextTrip } from './next/service.ts'
import * as places from './places/schema.ts'
import { rentalsRouter } from './rentals/router.ts'
import * as trips from './trips/schema.ts'
import { createTrip, getTrip, listTrips, planTrip, removeTrip, updateTrip } from './trips/service.ts'
import { listDueWatches, lookAtWatches } from './watches/look.ts'
import * as watches from './watches/schema.ts'
import { createWatch, listWatches, readWatchHistory, removeWatch, updateWatch } from './watches/service.ts'

const tripsRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List trips', description: 'Where to, when, and how far each has come.' })
    .input(trips.ListTrips)
    .output(trips.TripPage)
    .query(({ ctx, input }) => listTrips(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a trip',
      description: 'What is known of it, what is assumed, and what has to be said first.',
    })
    .input(trips.GetTrip)
    .output(trips.WholeTrip)
    .query(({ ctx, input }) => getTrip(ctx, input)),
  next: orgProcedure
    .meta({
      ...read,
      title: 'Read the next trip',
      description: 'The one that begins next: what it costs, and whether its price is watched.',
    })
    .input(next.ReadNextTrip)
    .output(next.NextTrip)
    .query(({ ctx, input }) => readNextTrip(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Plan a trip',
      description: 'Reads a trip out of a sentence and looks for offers.',
    })
    .input(trips.CreateTrip)
    .output(trips.WholeTrip)
    .mutation(({ ctx, input }) => createTrip(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a trip',
      description: 'In words or fields.',
    })
    .input(trips.UpdateTrip)
    .output(trips.WholeTrip)
    .mutation(({ ctx, input }) => updateTrip(ctx, input)),
  setParty: orgProcedure
    .meta({ ...write, title: 'Say who travels', description: 'Adults, ages of children, rooms.' })
    .input(trips.SetParty)
    .output(trips.WholeTrip)
    .mutation(({ ctx, input }) => updateTrip(ctx, input)),
  setBudget: orgProcedure
    .meta({
      ...write,
      title: 'Say what a trip may cost',
      description: 'The most it may cost: in all, each, or a night.',
    })
    .input(trips.SetBudget)
    .output(trips.WholeTrip)
    .mutation(({ ctx, input }) => updateTrip(ctx, input)),
  setWeights: orgProcedure
    .meta({
      ...write,
      title: 'Say what counts for a trip',
      description: 'How much price, time, hours, stay and wishes count for the fit; 100 in all.',
    })
    .input(trips.SetWeights)
    .output(trips.WholeTrip)
    .mutation(({ ctx, input }) => updateTrip(ctx, input)),
  plan: orgProcedure
    .meta({ ...write, title: 'Look for offers again', description: 'Prices move; this finds those of now.' })
    .input(trips.PlanTrip)
    .output(trips.WholeTrip)
    .mutation(({ ctx, input }) => planTrip(ctx, input)),
  remove: orgProcedure
    .meta({ ...destructive, title: 'Remove a trip', description: 'One that was never booked.' })
    .input(trips.RemoveTrip)
    .output(Done)
    .mutation(({ ctx, input }) => removeTrip(ctx, input)),
})

const bookingsRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List travel bookings', description: 'What is held, booked and cancelled.' })
    .input(bookings.ListBookings)
    .output(bookings.BookingPage)
    .query(({ ctx, input }) => listBookings(ctx, input)),
  hold: orgProcedure
    .meta({
      ...write,
      title: 'Hold an offer',
      description: 'Keeps it for twenty minutes at its price; nothing is bought yet.',
    })
    .input(bookings.HoldBooking)
    .output(bookings.Booking)
    .mutation(({ ctx, input }) => holdBooking(ctx, input)),
  confirm: orgProcedure
    .meta({ ...write, title: 'Confirm a booking', description: 'Buys what is held.' })
    .input(bookings.ConfirmBooking)
    .output(bookings.Booking)
    .mutation(({ ctx, input }) => confirmBooking(ctx, input)),
  cancel: orgProcedure
    .meta({ ...destructive, title: 'Cancel a booking', description: 'Gives back what is held or booked.' })
    .input(bookings.CancelBooking)
    .output(bookings.Booking)
    .mutation(({ ctx, input }) => cancelBooking(ctx, input)),
  tellBeginning: orgProcedure
    .meta({
      ...ofWatcher,
      isRepeatable: true,
      title: 'Tell of trips that begin',
      description:
        'Says once of each booked trip that it begins tomorrow. It is done each morning by itself.',
    })
    .input(bookings.TellBeginning)
    .output(bookings.BeginningTold)
    .mutation(({ ctx }) => tellBeginning(ctx)),
})

const watchesRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List price watches of trips',
      description: 'What each trip costs at least, and below which price somebody is told.',
    })
    .input(watches.ListTravelWatches)
    .output(watches.TravelWatchPage)
    .query(({ ctx, input }) => listWatches(ctx, input)),
  history: orgProcedure
    .meta({ ...read, title: 'Read prices of a watched trip', description: 'How its lowest price moved.' })
    .input(watches.ReadWatchHistory)
    .output(watches.TravelWatchHistory)
    .query(({ ctx, input }) => readWatchHistory(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Watch what a trip costs',
      description: 'Tells you once its cheapest offer falls below an amount.',
    })
    .input(watches.CreateTravelWatch)
    .output(watches.TravelWatch)
    .mutation(({ ctx, input }) => createWatch(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a price watch of a trip',
      description: 'Another amount, a pause, or on again.',
    })
    .input(watches.UpdateTravelWatch)
    .output(watches.TravelWatch)
    .mutation(({ ctx, input }) => updateWatch(ctx, input)),
  remove: orgProcedure
    .meta({
      ...destructive,
      title: 'Remove a price watch of a trip',
      description: 'With the prices it has seen.',
    })
    .input(watches.RemoveTravelWatch)
    .output(Done)
    .mutation(({ ctx, input }) => removeWatch(ctx, input)),
  due: orgProcedure
    .meta({
      ...read,
      doors: 'noTools',
      forMachines: true,
      title: 'List price watches to look at now',
      description: 'Those whose time has come.',
    })
    .input(watches.ListDueWatches)
    .output(watches.DueWatches)
    .query(({ ctx }) => listDueWatches(ctx)),
  look: orgProcedure
    .meta({
      ...ofWatcher,
      title: 'Look at watched trips',
      description: 'Asks what they cost now, and tells of lines that were crossed.',
    })
    .input(watches.LookAtWatches)
    .output(watches.LookedAtWatches)
    .mutation(({ ctx, input }) => lookAtWatches(ctx, input)),
})

export const travelRouter = router({
  trips: tripsRouter,
  cards: router({
    list: orgProcedure
      .meta({
        ...read,
        title: 'List offers for a trip',
        description: 'Flight, stay and car together, with total, fit and reasons.',
      })
      .input(cards.ListCards)
      .output(cards.TripCards)
      .query(({ ctx, input }) => listCards(ctx, input)),
    soFar: orgProcedure
      .meta({
        ...read,
        doors: 'noTools',
        title: 'List what a look has found so far',
        description: 'The best three while sellers still answer; cards.list has all in the end.',
      })
      .input(cards.ListSoFar)
      .output(cards.TripSoFar)
      .query(({ ctx, input }) => listSoFar(ctx, input)),
  }),
  bookings: bookingsRouter,
  watches: watchesRouter,
  rentals: rentalsRouter,
  days: router({
    get: orgProcedure
      .meta({
        ...read,
        title: 'Read a trip day by day',
        description: 'Flights, stay and sights by the hour, with what does not fit.',
      })
      .input(plans.ReadDays)
      .output(plans.TripDays)
      .query(({ ctx, input }) => readPlan(ctx, input)),
    ofBooking: orgProcedure
      .meta({
        ...read,
        title: 'Read a booking day by day',
        description: 'What is held or booked, with sights by the hour.',
      })
      .input(plans.ReadBookedDays)
      .output(plans.TripDays)
      .query(({ ctx, input }) => readBookedPlan(ctx, input)),
  }),
  places: router({
    search: orgProcedure
      .meta({ ...read, title: 'Find a town or airport', description: 'By name or IATA code.' })
      .input(places.SearchPlaces)
      .output(places.FoundPlaces)
      .query(({ input }) => searchPlaces(input)),
  }),
})
