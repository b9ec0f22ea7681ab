
namespace Lab.Chaos.Predict.Swarm;

/// <summary>One key of one resource as it is now.</summary>
internal struct Cell
{
    public long Value;

    /// <summary>Changes so far.</summary>
    public int Version;

    public bool Present;

    /// <summary>Of a source: the newest version whose writer has ended, so that everybody may rely on it.</summary>
    public int Acknowledged;

    /// <summary>Of a copy: the version of its source that it holds.</summary>
    public int CopyOf;

    /// <summary>Slot of the attempt that was granted the lock; −1 for nobody. After its death the slot may be another's: only tokens decide.</summary>
    public int Holder;

    /// <summary>Grants so far: the fencing token.</summary>
    public int Token;

    public long LeaseEnd;

    /// <summary>Attempts that wait for the lock, first come first served; −1 for none.</summary>
    public int FirstWaiter;

    public int LastWaiter;
}

/// <summary>All cells of a world: one per template and key, one for a template without placeholder.</summary>
internal sealed class Cells
{
    private readonly CellTemplate[] _templates;
    private readonly int[] _first;
    private readonly int _keys;
    private readonly Cell[] _cells;

    public Cells(CompiledSystem system, int keys)
    {
        (_templates, _keys) = (system.Cells, keys);
        _first = new int[_templates.Length];
        var count = 0;
        for (var n = 0; n < _templates.Length; n++)
        {
            _first[n] = count;
            count += Count(_templates[n]);
        }

        _cells = new Cell[count];
    }

    public ref Cell this[int cell] => ref _cells[cell];

    /// <summary>Number of the cell; −1 where nobody shares it.</summary>
    public int Of(int template, int key) => _templates[template].Sharing switch
    {
        CellSharing.Key => _first[template] + key,
        CellSharing.All => _first[template],
        _ => -1,
    };

    public long StartOf(int template, int stock) => _templates[template].Starts ?? stock;

    /// <summary>All cells as they are before anybody came.</summary>
    public void Reset(int stock)
    {
        for (var template = 0; template < _templates.Length; template++)
        {
            for (var n = 0; n < Count(_templates[template]); n++)
            {
                Reset(ref _cells[_first[template] + n], template, stock);
            }
        }
    }

    /// <summary>A key goes on sale anew; nobody may be at it. Tokens go on, so that the end of an earlier lease is seen as such.</summary>
    public void ResetKey(int key, int stock)
    {
        for (var template = 0; template < _templates.Length; template++)
        {
            if (_templates[template].Sharing == CellSharing.Key)
            {
                ref var cell = ref _cells[_first[template] + key];
                var token = cell.Token;
                Reset(ref cell, template, stock);
                cell.Token = token;
            }
        }
    }

    private int Count(CellTemplate template) => template.Sharing switch
    {
        CellSharing.Key => _keys,
        CellSharing.All => 1,
        _ => 0,
    };

    private void Reset(ref Cell cell, int template, int stock) => cell = new Cell
    {
        Value = StartOf(template, stock),
        Present = !_templates[template].StartsAbsent,
        Holder = -1,
        FirstWaiter = -1,
        LastWaiter = -1,
        LeaseEnd = long.MaxValue,
    };
}
