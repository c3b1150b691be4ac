// Reads what Lucid wrote, or writes arrays of Zarr 3 for Lucid to read, with zarrita:
// node foreign_zarr.mjs read|write FOLDER MODULES; exits with 1 if a voxel differs.
// Voxel (t, c, z, y, x) is x + 3 y + 50 z + 100 c, modulo 120.
import { readdirSync } from 'node:fs';

const [, , mode, folder, modules] = process.argv;
const zarr = await import(modules + '/zarrita/dist/src/index.js');
const { default: FileSystemStore } = await import(modules + '/@zarrita/storage/dist/src/fs.js');

function* voxels(shape) {
	for (let t = 0; t < shape[0]; t++)
		for (let c = 0; c < shape[1]; c++)
			for (let z = 0; z < shape[2]; z++)
				for (let y = 0; y < shape[3]; y++)
					for (let x = 0; x < shape[4]; x++)
						yield (x + 3 * y + 50 * z + 100 * c) % 120;
}

async function read() {
	for (const name of readdirSync(folder)) {
		const group = await zarr.open(new FileSystemStore(folder + '/' + name), { kind: 'group' });
		const { data, shape } = await zarr.get(await zarr.open(group.resolve('0'), { kind: 'array' }));
		let i = 0;
		for (const voxel of voxels(shape))
			if (data[i++] !== voxel) {
				console.error(name + ' differs');
				process.exit(1);
			}
	}
}

async function write() {
	const bytes = (endian) => ({ name: 'bytes', configuration: { endian } });
	const chains = {
		little: [bytes('little')], big: [bytes('big')],
		transpose: [{ name: 'transpose', configuration: { order: [4, 2, 3, 0, 1] } }, bytes('little')],
		zstd: [bytes('little'), { name: 'zstd', configuration: { level: 1, checksum: false } }],
		blosc: [bytes('little'), { name: 'blosc', configuration: { cname: 'lz4', clevel: 5, shuffle: 'shuffle', typesize: 2, blocksize: 0 } }]
	};
	const types = { uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, uint32: Uint32Array, int32: Int32Array, float32: Float32Array, float64: Float64Array };
	const shape = [1, 2, 3, 14, 17];
	for (const [dtype, type] of Object.entries(types))
		for (const [name, codecs] of Object.entries(chains))
			for (const chunkSeparator of ['/', '.']) {
				const store = new FileSystemStore(folder + '/' + dtype + name + (chunkSeparator === '/' ? 's' : 'd'));
				const array = await zarr.create(store, { shape, chunkShape: [1, 1, 2, 8, 10], dtype, codecs, chunkSeparator, fillValue: 7 });
				await zarr.set(array, null, { data: type.from(voxels(shape)), shape, stride: [1428, 714, 238, 17, 1] });
			}
}

await { read, write }[mode]();
