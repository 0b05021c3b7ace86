// Where marks stand that want the same place: beside each other, none on another. Pure.

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
}

/**
 * Gives each its own box of a grid, the nearest to where it wants to be that is free and
 * that may be taken (it may not cross a line that means something); null when there is none
 * near.
 */
export function spread(wanted: readonly Place[], width: number, height: number, room: Room, may: (place: Place, wanted: Place) => boolean = () => true): (Place | null)[] {
  const [across, down] = [Math.floor((room.right - room.left) / width), Math.floor((room.foot - room.top) / height)];
  const taken = new Set<number>();
  const near = Math.max(across, down);
  const clamp = (n: number, most: number): number => Math.max(0, Math.min(most - 1, n));
  return wanted.map((want) => {
    const [col, row] = [clamp(Math.floor((want.x - room.left) / width), across), clamp(Math.floor((want.y - room.top) / height), down)];
    for (let ring = 0; ring <= near; ring++) {
      let best: Place | null = null;
      let key = -1;
      for (let dy = -ring; dy <= ring; dy++) {
        const step = Math.abs(dy) === ring ? 1 : 2 * ring;
        for (let dx = -ring; dx <= ring; dx += step) {
          const [c, r] = [col + dx, row + dy];
          if (c < 0 || r < 0 || c >= across || r >= down || taken.has(r * across + c)) continue;
          const place = { x: room.left + (c + 0.5) * width, y: room.top + (r + 0.5) * height };
          if (may(place, want) && (!best || far(place, want) < far(best, want))) [best, key] = [place, r * across + c];
        }
      }
      if (best) {
        taken.add(key);
        return best;
      }
    }
    return null;
  });
}

function far(a: Place, b: Place): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
