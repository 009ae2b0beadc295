// A small basemap around the demo town, made of invented streets: a PMTiles file, version 3, with vector
// tiles in the Protomaps layout.

import { gzipSync } from "node:zlib";

import { GeoJSONVT } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import { zxyToTileId } from "pmtiles";

export const WEST = 105.62;
export const SOUTH = 18.45;
export const EAST = 105.8;
export const NORTH = 18.6;
export const FIRST_ZOOM = 8;
export const LAST_ZOOM = 13;
const EXTENT = 4096;
const HEADER_BYTES = 127;
const GZIP = 2;
const MVT = 1;
/** Behind the tiles, so that the file is larger than what is first read of it. */
const FILLING_BYTES = 100_000;

const box = (west, south, east, north) => [[[west, south], [east, south], [east, north], [west, north], [west, south]]];
const feature = (type, coordinates, properties) => ({ type: "Feature", properties, geometry: { type, coordinates } });

/** Layers of the Protomaps layout. */
const layers = {
  earth: [feature("Polygon", box(WEST, SOUTH, EAST, NORTH), { kind: "earth" })],
  landuse: [
    feature("Polygon", box(105.66, 18.5, 105.68, 18.52), { kind: "park" }),
    feature("Polygon", box(105.7, 18.52, 105.71, 18.53), { kind: "school" }),
  ],
  water: [
    feature("Polygon", box(105.715, 18.535, 105.73, 18.545), { kind: "lake", name: "Hồ thử nghiệm" }),
    feature("LineString", [[WEST, 18.585], [105.7, 18.578], [EAST, 18.59]], { kind: "river", name: "Sông thử nghiệm" }),
  ],
  roads: [
    feature("LineString", [[105.705, SOUTH], [105.7, 18.5], [105.708, 18.55], [105.7, NORTH]], {
      kind: "highway",
      kind_detail: "trunk",
      name: "Đường Nguyễn Ái Quốc",
    }),
    feature("LineString", [[WEST, 18.53], [105.7, 18.532], [EAST, 18.525]], { kind: "major_road", name: "Đường Trần Phú" }),
    ...Array.from({ length: 12 }, (_, index) => {
      const latitude = 18.5 + index * 0.005;
      return feature("LineString", [[105.67, latitude], [105.74, latitude + 0.002]], {
        kind: "minor_road",
        name: `Ngõ ${index + 1}`,
      });
    }),
  ],
  buildings: [feature("Polygon", box(105.701, 18.531, 105.702, 18.5315), { kind: "building" })],
  places: [feature("Point", [105.7, 18.54], { kind: "locality", kind_detail: "town", name: "Hồng Lĩnh", population_rank: 8, min_zoom: 8 })],
};

/** What differs from a right file: the type of its tiles (1 is vector), its layers by name, its way of packing. */
export function basemap({ tileType = MVT, names = (name) => name, tileCompression = GZIP } = {}) {
  const indices = Object.entries(layers).map(([name, features]) => [
    name,
    new GeoJSONVT({ type: "FeatureCollection", features }, { maxZoom: LAST_ZOOM, indexMaxZoom: LAST_ZOOM, extent: EXTENT, buffer: 64 }),
  ]);
  const tiles = [];
  for (let z = FIRST_ZOOM; z <= LAST_ZOOM; z += 1) {
    const [west, north] = tileOf(WEST, NORTH, z);
    const [east, south] = tileOf(EAST, SOUTH, z);
    for (let x = west; x <= east; x += 1) {
      for (let y = north; y <= south; y += 1) {
        const found = indices.map(([name, index]) => [names(name), index.getTile(z, x, y)]).filter(([, tile]) => tile);
        if (found.length > 0) {
          const written = fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: EXTENT });
          tiles.push({ id: zxyToTileId(z, x, y), bytes: gzipSync(written) });
        }
      }
    }
  }
  tiles.sort((one, other) => one.id - other.id);
  const directory = gzipSync(directoryOf(tiles));
  const metadata = gzipSync(
    JSON.stringify({
      name: "Hồng Lĩnh (thử nghiệm)",
      vector_layers: Object.keys(layers).map((name) => ({ id: names(name), fields: {} })),
    }),
  );
  const data = Buffer.concat(tiles.map(({ bytes }) => bytes));
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("PMTiles", 0, "latin1");
  header[7] = 3;
  const numbers = [
    [8, HEADER_BYTES],
    [16, directory.length],
    [24, HEADER_BYTES + directory.length],
    [32, metadata.length],
    [40, HEADER_BYTES + directory.length + metadata.length],
    [48, 0],
    [56, HEADER_BYTES + directory.length + metadata.length],
    [64, data.length],
    [72, tiles.length],
    [80, tiles.length],
    [88, tiles.length],
  ];
  for (const [at, number] of numbers) {
    header.writeBigUInt64LE(BigInt(number), at);
  }
  header.set([1, GZIP, tileCompression, tileType, FIRST_ZOOM, LAST_ZOOM], 96);
  [WEST, SOUTH, EAST, NORTH].forEach((degrees, index) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index));
  header[118] = LAST_ZOOM;
  header.writeInt32LE(Math.round(105.7 * 1e7), 119);
  header.writeInt32LE(Math.round(18.53 * 1e7), 123);
  return Buffer.concat([header, directory, metadata, data, Buffer.alloc(FILLING_BYTES)]);
}

function tileOf(longitude, latitude, z) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [longitude / 360 + 0.5, y].map((share) => Math.floor(share * 2 ** z));
}

/** The root directory: ids as steps, run lengths, lengths, offsets; the tiles follow one another. */
function directoryOf(tiles) {
  const bytes = [];
  const push = (number) => {
    let rest = number;
    for (; rest > 127; rest = Math.floor(rest / 128)) {
      bytes.push((rest % 128) + 128);
    }
    bytes.push(rest);
  };
  push(tiles.length);
  tiles.forEach(({ id }, index) => push(id - (tiles[index - 1]?.id ?? 0)));
  tiles.forEach(() => push(1));
  tiles.forEach((tile) => push(tile.bytes.length));
  tiles.forEach((_, index) => push(index === 0 ? 1 : 0));
  return Buffer.from(bytes);
}
